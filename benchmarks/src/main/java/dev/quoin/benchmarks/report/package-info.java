/** What was measured, and how it is shown: as a table, JSON, Markdown and a page with plots. */
@NullMarked
package dev.quoin.benchmarks.report;

import org.jspecify.annotations.NullMarked;
