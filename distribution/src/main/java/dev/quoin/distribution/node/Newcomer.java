package dev.quoin.distribution.node;

import dev.quoin.api.config.ConfigException;
import dev.quoin.api.consensus.Bootstrap;
import dev.quoin.api.peer.MemberIdentity;
import dev.quoin.api.peer.PeerTransport;
import dev.quoin.core.cluster.FoundingMembers;
import dev.quoin.core.cluster.KnownCluster;
import dev.quoin.core.cluster.KnownMember;
import dev.quoin.core.peer.MemberQuestions;
import dev.quoin.distribution.config.NodeOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member without data: founds a cluster with others, or joins one that exists. Its rules and words are etcd's. */
final class Newcomer implements Supplier<WayIn> {
    private static final Logger LOG = LoggerFactory.getLogger(Newcomer.class);

    private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FOUND_TIMEOUT = Duration.ofSeconds(1);

    private final NodeOptions options;
    private final FoundingMembers founders;
    private final Supplier<PeerTransport> transport;

    /** @param transport gives a transport that is good for questions only, to be closed here */
    Newcomer(NodeOptions options, FoundingMembers founders, Supplier<PeerTransport> transport) {
        this.options = options;
        this.founders = founders;
        this.transport = transport;
    }

    @Override
    public WayIn get() {
        options.checkBootstrap();
        return options.joins() ? join() : found();
    }

    private WayIn found() {
        MemberIdentity identity = founders.identity(options.name());
        KnownCluster there = options.cluster().members().size() > 1 ? ask(FOUND_TIMEOUT, false) : null;
        if (there != null) {
            there.members().stream()
                    .filter(member -> member.id() == identity.memberId() && member.hasStarted())
                    .findFirst()
                    .ifPresent(member -> {
                        throw new ConfigException(
                                "member " + Long.toHexString(member.id()) + " has already been bootstrapped");
                    });
        }
        return WayIn.founder(identity, founders);
    }

    private WayIn join() {
        KnownCluster there = ask(JOIN_TIMEOUT, true);
        if (there == null) {
            throw new ConfigException(
                    "cannot fetch cluster info from peer urls: could not retrieve cluster information from the given"
                            + " URLs");
        }
        List<KnownMember> members = there.members();
        Map<String, List<String>> listed = options.cluster().texts();
        if (members.size() != listed.size()) {
            throw mismatch(members, "member count is unequal");
        }
        for (KnownMember member : members) {
            if (listed.values().stream().noneMatch(urls -> isAt(member, urls))) {
                throw mismatch(
                        members,
                        "PeerURLs: no match found for existing member (" + Long.toHexString(member.id()) + ", "
                                + member.peerUrls() + ")");
            }
        }
        List<String> own = listed.getOrDefault(options.name(), List.of());
        KnownMember self = members.stream()
                .filter(member -> isAt(member, own))
                .findFirst()
                .orElseThrow(() -> mismatch(members, "no existing member has the URLs " + own));
        MemberIdentity identity = new MemberIdentity(there.id(), self.id());
        return new WayIn(identity, new Bootstrap(List.of()), members);
    }

    private static boolean isAt(KnownMember member, List<String> urls) {
        return new HashSet<>(member.peerUrls()).equals(new HashSet<>(urls));
    }

    private static ConfigException mismatch(List<KnownMember> members, String why) {
        String shown = String.join(
                ", ",
                members.stream()
                        .map(member -> Long.toHexString(member.id()) + "=" + member.peerUrls())
                        .toList());
        return new ConfigException("error validating peerURLs {" + shown + "}: " + why);
    }

    /** What the first of the other members that knows the cluster says of it; null where none does. All are asked at once. */
    private @Nullable KnownCluster ask(Duration within, boolean tell) {
        try (PeerTransport questions = transport.get()) {
            List<URI> urls = options.cluster().urlsOfOthers(options.name());
            List<CompletableFuture<KnownCluster>> answers = urls.stream()
                    .map(url -> MemberQuestions.ask(questions, url).orTimeout(within.toNanos(), TimeUnit.NANOSECONDS))
                    .toList();
            for (int i = 0; i < urls.size(); i++) {
                KnownCluster answer = await(urls.get(i), answers.get(i), tell);
                if (answer != null && !answer.members().isEmpty()) {
                    return answer;
                }
            }
            return null;
        }
    }

    private static @Nullable KnownCluster await(URI url, CompletableFuture<KnownCluster> answer, boolean tell) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (tell) {
                LOG.atWarn()
                        .addKeyValue("address", url)
                        .addKeyValue("error", String.valueOf(e.getCause()))
                        .log("failed to get cluster response");
            }
            return null;
        }
    }
}
