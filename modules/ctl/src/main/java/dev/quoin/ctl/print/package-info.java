/** The output formats: simple, json, fields, table and protobuf. */
@NullMarked
package dev.quoin.ctl.print;

import org.jspecify.annotations.NullMarked;
