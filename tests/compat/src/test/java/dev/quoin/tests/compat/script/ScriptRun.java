package dev.quoin.tests.compat.script;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.quoin.tests.harness.BackgroundCommand;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Etcdctl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries out a script against one server and writes down what came of it. */
final class ScriptRun {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern NAME = Pattern.compile("\\$(\\w+)");

    private final Etcdctl etcdctl;
    private final Normalizer normalizer = new Normalizer();
    private final Map<String, String> captured = new HashMap<>();
    private final Map<String, BackgroundCommand> running = new HashMap<>();
    private final List<Observation> observations = new ArrayList<>();

    private ScriptRun(Etcdctl etcdctl) {
        this.etcdctl = etcdctl;
    }

    static List<Observation> of(List<Step> steps, Etcdctl etcdctl) {
        ScriptRun run = new ScriptRun(etcdctl);
        try {
            steps.forEach(run::carryOut);
        } finally {
            run.running.values().forEach(BackgroundCommand::close);
        }
        return List.copyOf(run.observations);
    }

    /** A step that does not come to its end is a finding like any other: the rest of the script goes on. */
    private void carryOut(Step step) {
        try {
            switch (step) {
                case Step.Run run -> run(run);
                case Step.RunUntil run -> runUntil(run);
                case Step.Start start -> running.put(start.name(), etcdctl.background(filled(start.words())));
                case Step.Type type -> command(type.name()).type(filled(type.line()));
                case Step.Await await -> command(await.name()).output().awaitCount(await.lines(), PATIENCE);
                case Step.End end -> end(end);
            }
        } catch (AssertionError e) {
            List<String> lines = String.valueOf(e.getMessage()).lines().toList();
            observations.add(new Observation(step.title(), normalizer.normalize(Observation.FAILED, lines)));
        }
    }

    private void run(Step.Run step) {
        CommandResult result = etcdctl.run(filled(step.words()), filled(step.input()));
        step.captures().forEach(capture -> capture(capture, result.text()));
        List<String> errors = new ArrayList<>(result.errors().lines().toList());
        errors.add("exit code " + result.exitCode());
        note(step.title(), output(step, result), errors);
    }

    /** Only so many lines are compared: what follows depends on when the command is ended. */
    private void runUntil(Step.RunUntil step) {
        try (BackgroundCommand command = etcdctl.background(filled(step.words()))) {
            command.output().awaitCount(step.lines(), PATIENCE);
            note(step.title(), command.end().subList(0, step.lines()), List.of());
        }
    }

    private void end(Step.End step) {
        BackgroundCommand command = command(step.name());
        note(step.title(), command.end(), command.errors().soFar());
    }

    /** A binary answer is shown field by field. */
    private static List<String> output(Step.Run step, CommandResult result) {
        boolean binary = step.words().contains("protobuf") && result.exitCode() == 0;
        if (!binary) {
            return result.text().lines().toList();
        }
        try {
            return UnknownFieldSet.parseFrom(result.output()).toString().lines().toList();
        } catch (InvalidProtocolBufferException e) {
            return List.of("not a message: " + e.getMessage());
        }
    }

    private void note(String title, List<String> output, List<String> errors) {
        List<String> lines = new ArrayList<>(normalizer.normalize("out: ", output));
        lines.addAll(normalizer.normalize("err: ", errors));
        observations.add(new Observation(title, lines));
    }

    private void capture(Step.Capture capture, String text) {
        Matcher matcher = Pattern.compile(capture.pattern()).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + capture.pattern() + " in: " + text);
        }
        captured.put(capture.name(), matcher.group(1));
        if (matcher.group(1).length() > 8) {
            normalizer.name(matcher.group(1), capture.name());
        }
    }

    private BackgroundCommand command(String name) {
        BackgroundCommand command = running.get(name);
        if (command == null) {
            throw new IllegalArgumentException("the script has not started " + name);
        }
        return command;
    }

    private List<String> filled(List<String> words) {
        return words.stream().map(this::filled).toList();
    }

    /** Names that the script has not captured stay: they mean something to the command. */
    private String filled(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(captured.getOrDefault(name.group(1), name.group())));
    }
}
