package dev.quoin.tests.compat.api;

import java.util.function.Consumer;

/**
 * A conversation with a server, always the same.
 *
 * @param name what it is about
 * @param since the first minor version of etcd 3 that can answer all of it
 * @param talk the conversation
 */
record Scenario(String name, int since, Consumer<Conversation> talk) {

    Scenario(String name, Consumer<Conversation> talk) {
        this(name, 5, talk);
    }
}
