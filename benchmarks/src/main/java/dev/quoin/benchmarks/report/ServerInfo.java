package dev.quoin.benchmarks.report;

import java.util.List;

/** A server that took part: its name in the tables, what it says of its version, and the flags it was given. */
public record ServerInfo(String label, String version, List<String> flags) {}
