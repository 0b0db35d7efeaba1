/**
 * Servers and commands as processes: started, waited for by what they print, asked over the wire, ended by signals.
 *
 * <p>Nothing here knows the inside of a server, so that every test can be run against Quoin and against etcd:
 * {@code -Dquoin.tests.server=etcd} puts etcd in Quoin's place, which shows whether the test itself is right.
 */
@NullMarked
package dev.quoin.tests.harness;

import org.jspecify.annotations.NullMarked;
