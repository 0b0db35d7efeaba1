package dev.quoin.distribution.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.quoin.api.config.ConfigException;
import dev.quoin.api.config.ConfigValues;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.helpers.BasicMarkerFactory;

/** Sets up logging from the node's configuration, in code: reading an XML file would cost more than all the rest of it. */
public final class Logging {
    /** Marks the error that ends the process. */
    public static final Marker FATAL = new BasicMarkerFactory().getMarker("FATAL");

    /** What these log at info is debugging to an operator. */
    private static final List<String> TALKATIVE = List.of("io.netty", "io.grpc");

    private Logging() {}

    /**
     * Starts logging; what was logged before is dropped.
     *
     * @throws ConfigException for outputs that cannot be had together or opened
     */
    public static void start(ConfigValues values) {
        List<String> outputs = List.copyOf(new LinkedHashSet<>(values.list("log-outputs")));
        if (outputs.size() > 1 && outputs.contains("default")) {
            throw new ConfigException("multi logoutput for \"default\" is not supported yet");
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(values.text("log-level")));
        if (!root.getLevel().equals(Level.DEBUG)) {
            TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
        for (String output : outputs.isEmpty() ? List.of("default") : outputs) {
            root.addAppender(appender(context, output, values.text("log-format")));
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Whether log lines reach standard error. */
    public static boolean toStandardError(ConfigValues values) {
        List<String> outputs = values.list("log-outputs");
        return outputs.isEmpty() || outputs.contains("default") || outputs.contains("stderr");
    }

    private static Level level(String name) {
        return switch (name) {
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "warn" -> Level.WARN;
            default -> Level.ERROR;
        };
    }

    private static Appender<ILoggingEvent> appender(LoggerContext context, String output, String format) {
        Encoder<ILoggingEvent> encoder = format.equals("console") ? new ConsoleLineEncoder() : new JsonLineEncoder();
        encoder.setContext(context);
        OutputStreamAppender<ILoggingEvent> appender = switch (output) {
            case "default", "stderr" -> stream(FileDescriptor.err);
            case "stdout" -> stream(FileDescriptor.out);
            default -> file(output);
        };
        appender.setContext(context);
        appender.setName(output);
        appender.setEncoder(encoder);
        encoder.start();
        appender.start();
        return appender;
    }

    private static OutputStreamAppender<ILoggingEvent> stream(FileDescriptor target) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setOutputStream(new FileOutputStream(target));
        return appender;
    }

    private static OutputStreamAppender<ILoggingEvent> file(String path) {
        if (path.equals("systemd/journal")) {
            throw new ConfigException("--log-outputs=systemd/journal is known to etcd but not supported yet");
        }
        try {
            Files.newOutputStream(Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new ConfigException("--log-outputs: cannot write to " + path + " ("
                    + e.getClass().getSimpleName() + ")");
        }
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(path);
        appender.setAppend(true);
        return appender;
    }
}
