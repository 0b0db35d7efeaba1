/** Data that moves from etcd to Quoin and back: snapshots, and data directories. */
package dev.quoin.tests.compat.move;
