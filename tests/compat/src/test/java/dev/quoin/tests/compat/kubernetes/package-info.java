/** The calls by which a kube-apiserver keeps its objects. */
package dev.quoin.tests.compat.kubernetes;
