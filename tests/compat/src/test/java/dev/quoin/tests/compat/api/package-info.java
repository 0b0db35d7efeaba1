/** Conversations with a server in plain messages, for what etcdctl cannot say. */
package dev.quoin.tests.compat.api;
