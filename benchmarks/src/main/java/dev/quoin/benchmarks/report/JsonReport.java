package dev.quoin.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** A report as JSON: every round, nothing rounded. */
public final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    /** The text. */
    public static String of(Report report) {
        return GSON.toJson(report) + "\n";
    }

    /** The report that a text was made from. */
    public static Report read(String text) {
        return GSON.fromJson(text, Report.class);
    }
}
