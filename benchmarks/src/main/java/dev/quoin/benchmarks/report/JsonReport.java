package dev.quoin.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;

/** A report as JSON: every round, nothing rounded. */
public final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    /** The text. */
    public static String of(Report report) {
        return GSON.toJson(report) + "\n";
    }

    /**
     * The report that a text was made from.
     *
     * @throws IOException saying why it is none, or not one of this version
     */
    public static Report read(String text) throws IOException {
        try {
            Report report = GSON.fromJson(text, Report.class);
            if (report == null || report.format() != Report.FORMAT) {
                throw new IOException("not a report of format " + Report.FORMAT);
            }
            return report;
        } catch (JsonParseException e) {
            throw new IOException("not a report", e);
        }
    }
}
