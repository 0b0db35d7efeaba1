/** The JSON gateway and the pages, beside those of an etcd. */
package dev.quoin.tests.compat.http;
