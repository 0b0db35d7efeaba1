/** The API as JSON, in the form of etcd's gateway: routes, calls with one answer, calls with streams, and WebSocket. */
@NullMarked
package dev.quoin.transport.http.gateway;

import org.jspecify.annotations.NullMarked;
