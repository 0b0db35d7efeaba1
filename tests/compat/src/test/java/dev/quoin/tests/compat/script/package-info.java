/** A script of commands in a text file: reading it, carrying it out against a server, and comparing what came of it. */
package dev.quoin.tests.compat.script;
