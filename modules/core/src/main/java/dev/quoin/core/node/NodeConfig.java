package dev.quoin.core.node;

import dev.quoin.core.cluster.MemberCard;

/**
 * What a node needs to know.
 *
 * @param member who it is
 * @param options how its features behave
 */
public record NodeConfig(MemberCard member, FeatureOptions options) {}
