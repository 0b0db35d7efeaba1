/** Messages as JSON, in the form of protobuf's JSON mapping that etcd's gateway has. */
@NullMarked
package dev.quoin.transport.http.json;

import org.jspecify.annotations.NullMarked;
