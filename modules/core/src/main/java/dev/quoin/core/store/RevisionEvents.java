package dev.quoin.core.store;

import java.util.List;

/**
 * All changes of one revision, in order.
 *
 * @param revision the revision
 * @param events at least one
 */
public record RevisionEvents(long revision, List<Event> events) {}
