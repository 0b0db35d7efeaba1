package dev.quoin.benchmarks.report;

import dev.quoin.benchmarks.profile.CpuProfile;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run measured, round by round; what is shown beyond it is computed from it.
 *
 * @param format {@link #FORMAT}; of the JSON that it came from, if it did
 * @param date of the run, ISO 8601
 * @param command that repeats it
 * @param baseline the label that others are compared with
 * @param machine facts about where it ran, by name
 * @param settings of the load, by name
 */
public record Report(
        int format,
        String date,
        String command,
        String baseline,
        Map<String, String> machine,
        Map<String, String> settings,
        List<ServerInfo> servers,
        List<PhaseRow> phases,
        List<ServerRow> states,
        List<CpuProfile> profiles) {
    /** Changes with every change to these records that older JSON does not fit. */
    public static final int FORMAT = 1;
}
