/** Client libraries of other languages, each in a program of its own under {@code tests/clients}. */
package dev.quoin.tests.compat.clients;
