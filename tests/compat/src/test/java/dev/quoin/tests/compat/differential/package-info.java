/** Random requests, the same to etcd and to the server under test, until an answer or an event differs. */
package dev.quoin.tests.compat.differential;
