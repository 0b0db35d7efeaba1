package dev.quoin.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    private final Report report = Samples.report();

    @Test
    void jsonKeepsEverything() throws IOException {
        assertThat(JsonReport.read(JsonReport.of(report))).isEqualTo(report);
    }

    @Test
    void theTerminalShowsMediansAndRatios() {
        assertThat(TerminalReport.of(report).lines())
                .anyMatch(line -> line.matches("put, warm"))
                .anyMatch(line -> line.matches(" +rocksdb +2,500 +2\\.50 .* 11\\.0 +0\\.38 +3\\.0 +4 +0"))
                .anyMatch(line -> line.matches(" +etcd +400 +0\\.50 +100 +90 +110 +128"));
    }

    @Test
    void markdownTablesAreWhole() {
        String page = MarkdownReport.of(report);
        assertThat(page)
                .contains("# Benchmark of 2026-01-02\n", "bench --compare <rocksdb>,etcd=PATH", "| a.B.c | 70.0 |");
        for (String table : page.split("\n\n", -1)) {
            if (table.startsWith("|")) {
                assertThat(table.lines()
                                .map(line -> line.chars().filter(c -> c == '|').count())
                                .distinct())
                        .as(table)
                        .hasSize(1);
            }
        }
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
        String page = HtmlReport.of(report);
        assertThat(page).contains("&lt;rocksdb&gt;").doesNotContain("src=", "href=", "url(");
        // Apart from two tags that HTML never closes, it is XML.
        String xml = page.replace("<!doctype html>", "").replaceAll("(<meta [^>]*)>", "$1/>");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(4 + 4);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3 * 4 + 4 * 2);
    }
}
