package dev.quoin.benchmarks.profile;

import dev.quoin.benchmarks.proc.ThreadGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Sums up the samples of a flight recording. */
final class RecordingReader {
    private static final int FRAMES = 10;
    private static final int ROWS = 30;

    private final Counts frames = new Counts();
    private final Counts layers = new Counts();
    private final Counts threads = new Counts();

    private RecordingReader() {}

    static CpuProfile read(String title, Path recording) throws IOException {
        RecordingReader reader = new RecordingReader();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(FlightRecorder.SAMPLE)) {
                    reader.add(event);
                }
            }
        }
        if (reader.frames.total() == 0) {
            throw new IOException("the recording " + recording + " has no samples; was there any load?");
        }
        return new CpuProfile(
                title,
                reader.frames.total(),
                reader.frames.largest(FRAMES),
                reader.layers.largest(ROWS),
                reader.threads.largest(ROWS));
    }

    private void add(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null || stack.getFrames().isEmpty()) {
            return;
        }
        List<RecordedFrame> stackFrames = stack.getFrames();
        RecordedFrame top = stackFrames.getFirst();
        frames.add(className(top) + "." + top.getMethod().getName());
        layers.add(layer(stackFrames));
        RecordedThread thread = event.getThread("eventThread");
        threads.add(thread == null ? "unknown" : ThreadGroups.groupOf(String.valueOf(thread.getJavaName())));
    }

    private static String layer(List<RecordedFrame> stack) {
        for (RecordedFrame frame : stack) {
            String layer = Layers.of(className(frame));
            if (!layer.equals(Layers.PLATFORM)) {
                return layer;
            }
        }
        return Layers.PLATFORM;
    }

    private static String className(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }
}
