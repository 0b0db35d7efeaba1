package dev.quoin.consensus.raft.algorithm.mutation;

import java.util.List;
import java.util.stream.Stream;

/** The fifteen points, each broken in every way that is easily got wrong. */
final class Mutants {
    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(storage(), commits(), elections(), leaders(), progress())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> storage() {
        String held = "message instanceof AppendResponse || message instanceof VoteResponse || beginsTerm(message)";
        return List.of(
                Mutant.of(
                        1,
                        "answers to appends leave at once",
                        "AsyncStorageTest.answerToAppendWaitsUntilTheEntriesAreWritten",
                        "Outbox",
                        held,
                        "message.to() == ownId || message instanceof VoteResponse || beginsTerm(message)"),
                Mutant.of(
                        1,
                        "votes are asked for before the term is written",
                        "AsyncStorageTest.termIsNotLedAgainAfterARestart",
                        "Outbox",
                        held,
                        "message instanceof AppendResponse || message instanceof VoteResponse"),
                Mutant.of(
                        1,
                        "pre-votes are asked for late",
                        "AsyncStorageTest.preVotesAreAskedForAtOnce",
                        "Outbox",
                        "!request.preVote() && !asksEarly",
                        "!asksEarly"),
                Mutant.of(
                        1,
                        "votes leave at once",
                        "AsyncStorageTest.voteWaitsUntilItIsWritten",
                        "Outbox",
                        held,
                        "message instanceof AppendResponse || message.to() == ownId || beginsTerm(message)"),
                Mutant.of(
                        1,
                        "pre-votes leave at once",
                        "AsyncStorageTest.preVoteWaitsForEarlierWork",
                        "Outbox",
                        held,
                        "message instanceof AppendResponse || message.to() == ownId || beginsTerm(message)"
                                + " || message instanceof VoteResponse v && !v.preVote()"),
                Mutant.of(
                        1,
                        "a leader counts what it has not written",
                        "AsyncStorageTest.leaderCountsItselfOnlyForWhatIsWritten",
                        "LeaderLog",
                        "raft.outbox.send(AppendResponse.accepted(raft.id, raft.id, raft.term, raft.log.lastIndex()));",
                        "java.util.Objects.requireNonNull(raft.tracker.progress(raft.id))"
                                + ".maybeUpdate(raft.log.lastIndex());"),
                Mutant.of(
                        1,
                        "a candidate counts its own vote unwritten",
                        "AsyncStorageTest.ownVoteCountsOnlyWhenItIsWritten",
                        "Elections",
                        "raft.outbox.send(VoteResponse.granted(raft.id, raft.id, term, pre));",
                        "raft.tracker.votes().record(raft.id, true);"),
                Mutant.of(
                        2,
                        "a report of an earlier term makes entries stable",
                        "AsyncStorageTest.reportOfAnEarlierTermMakesNothingStable",
                        "TermGate",
                        "storageReports.onOutdated(report)",
                        "storageReports.onAppended(report)"),
                Mutant.of(
                        3,
                        "entries are applied that are not stable here",
                        "AsyncStorageTest.nothingIsAppliedThatIsNotStableHere",
                        "log/Applying",
                        "return unstableToo ? log.committed() : Math.min(log.committed(), log.stableIndex());",
                        "return log.committed();"),
                Mutant.of(
                        15,
                        "an advance of the commit index asks for an fsync",
                        "AsyncStorageTest.advanceOfTheCommitIndexNeedsNoFsync",
                        "ReadyAssembly",
                        "raft.vote != handedHard.vote();",
                        "raft.vote != handedHard.vote() || hardChanged();"),
                Mutant.of(
                        15,
                        "the stored commit index is taken although more is applied",
                        "AsyncStorageTest.commitIndexIsRaisedToWhatIsApplied",
                        "RaftState",
                        "log.commitTo(Math.max(state.commit(), applied));",
                        "log.commitTo(state.commit());"));
    }

    private static List<Mutant> commits() {
        return List.of(
                Mutant.of(
                        4,
                        "entries of earlier terms are committed by counting",
                        "LogReplicationTest.onlyEntriesOfTheOwnTermAreCommittedByCounting",
                        "Commits",
                        "raft.log.maybeCommit(raft.tracker.committed(), raft.term)",
                        "raft.log.maybeCommit(raft.tracker.committed(), raft.log.term(raft.tracker.committed()))"),
                Mutant.of(
                        4,
                        "a new leader appends nothing",
                        "LogReplicationTest.newLeaderBeginsItsTermWithAnEmptyEntry",
                        "Roles",
                        "        beginTerm();\n",
                        ""),
                Mutant.of(
                        5,
                        "a configuration takes effect when it is appended",
                        "MembershipTest.configurationTakesEffectWhenItIsApplied",
                        "Proposals",
                        "raft.pendingConfIndex = index;",
                        "raft.pendingConfIndex = index;"
                                + "var next = new dev.quoin.consensus.raft.algorithm.confchange.Changer("
                                + "raft.tracker, index).change(change);"
                                + "raft.tracker.switchTo(next.config(), next.progress());"),
                Mutant.of(
                                5,
                                "a vetoed change stays pending",
                                "MembershipTest.vetoedChangeIsDoneWith",
                                "Proposals",
                                "raft.pendingConfIndex > applied",
                                "raft.pendingConfIndex > 0")
                        .and("Roles", "raft.pendingConfIndex = raft.log.lastIndex();", "raft.pendingConfIndex = 0;")
                        .and(
                                "Memberships",
                                "raft.tracker.switchTo(next.config(), next.progress());",
                                "raft.tracker.switchTo(next.config(), next.progress()); raft.pendingConfIndex = 0;"),
                Mutant.of(
                        11,
                        "a new leader serves reads before it has committed",
                        "ReadIndexTest.newLeaderServesNoReadBeforeItHasCommittedInItsTerm",
                        "Reads",
                        "if (raft.committedInCurrentTerm()) {",
                        "if (raft.term > 0) {"),
                Mutant.of(
                        11,
                        "numbers of reads begin anew with each term",
                        "ReadIndexTest.numbersOfRoundsAreNeverUsedTwice",
                        "read/ReadQueue",
                        "confirmed += waiting.size();",
                        "confirmed = 0;"),
                Mutant.of(
                        11,
                        "an answer of one follower is enough",
                        "ReadIndexTest.bothMajoritiesOfAJointConfigurationConfirm",
                        "read/ReadQueue",
                        "Math.min(voters.committedIndex(acks), confirmed + waiting.size())",
                        "confirmed + waiting.size()"));
    }

    private static List<Mutant> elections() {
        return List.of(
                Mutant.of(
                        6,
                        "a campaign does not wait for a committed membership change",
                        "ElectionTest.noCampaignWithCommittedMembershipChangeThatIsNotApplied",
                        "Elections",
                        "} else if (hasUnappliedConfChange()) {",
                        "} else if (raft.id == 0) {"),
                Mutant.of(
                        7,
                        "learners refuse to vote",
                        "ElectionTest.learnerGrantsVotes",
                        "Voting",
                        "if (!canVote || ",
                        "if (!raft.promotable() || !canVote || "),
                Mutant.of(
                        8,
                        "a request for a pre-vote raises the term",
                        "ElectionTest.preVoteRaisesNobodysTerm",
                        "TermGate",
                        "message instanceof VoteRequest request && request.preVote())",
                        "message instanceof VoteRequest request && request.term() < 0)"),
                Mutant.of(
                        8,
                        "a granted pre-vote raises the term",
                        "ElectionTest.preVoteRaisesNobodysTerm",
                        "TermGate",
                        "answer.preVote() && !answer.reject()",
                        "answer.term() < 0"),
                Mutant.of(
                        8,
                        "a pre-candidate begins a term",
                        "ElectionTest.preVoteRaisesNobodysTerm",
                        "Roles",
                        "raft.role = Role.PRE_CANDIDATE;",
                        "raft.role = Role.PRE_CANDIDATE; raft.term++;"),
                Mutant.of(
                        8,
                        "a granted pre-vote is of the voter's term",
                        "ElectionTest.grantOfPreVoteIsOfTheTermAskedFor",
                        "Voting",
                        "VoteResponse.granted(raft.id, request.from(), request.term(), request.preVote())",
                        "VoteResponse.granted(raft.id, request.from(), raft.term, request.preVote())"),
                Mutant.of(
                        9,
                        "voters in lease vote",
                        "ElectionTest.voterThatHearsFromLeaderIgnoresCandidates",
                        "Voting",
                        "if (request.transfer() || !inLease) {",
                        "if (raft.id != 0) {"),
                Mutant.of(
                        9,
                        "voters in lease ignore transfers too",
                        "ElectionTest.leaseDoesNotStandInTheWayOfTransfer",
                        "Voting",
                        "if (request.transfer() || !inLease) {",
                        "if (!inLease) {"),
                Mutant.of(
                        9,
                        "a heartbeat of a lower term gets no answer",
                        "ElectionTest.leaderOfLowerTermGetsAnAnswer",
                        "TermGate",
                        "case Heartbeat heartbeat when answersOutdated() -> answerOutdated(heartbeat);",
                        ""));
    }

    private static List<Mutant> leaders() {
        return List.of(
                Mutant.of(
                        10,
                        "proposals are taken during a transfer",
                        "LeaderTransferTest.proposalsAreDroppedMeanwhile",
                        "Proposals",
                        "if (raft.leadTransferee != RaftState.NONE) {",
                        "if (raft.id == RaftState.NONE) {"),
                Mutant.of(
                        10,
                        "a transfer never ends",
                        "LeaderTransferTest.transferEndsAfterOneElectionTimeout",
                        "Ticker",
                        "            parts.transfers.abort();\n",
                        ""),
                Mutant.of(
                        12,
                        "heartbeats tell a commit index that the follower may not hold",
                        "LogReplicationTest.heartbeatCommitIsWhatTheFollowerIsKnownToHold",
                        "Replication",
                        "Math.min(follower.match(), raft.log.committed())",
                        "raft.log.committed()"));
    }

    private static List<Mutant> progress() {
        return List.of(
                Mutant.of(
                        13,
                        "stale rejections count while replicating",
                        "LogReplicationTest.staleRejectionIsDropped",
                        "tracker/Progress",
                        "if (rejected <= match) {",
                        "if (rejected < 0) {"),
                Mutant.of(
                        13,
                        "stale rejections count while probing",
                        "LogReplicationTest.staleRejectionIsDropped",
                        "tracker/Progress",
                        "if (next - 1 != rejected) {",
                        "if (rejected < 0) {"),
                Mutant.of(
                        13,
                        "the leader goes back entry by entry",
                        "LogReplicationTest.leaderSkipsAllEntriesOfHigherTerms",
                        "Acknowledgements",
                        "hint = conflicts.lastPossibleMatch(hint, answer.hintTerm());",
                        ""),
                Mutant.of(
                        13,
                        "the follower names its last entry",
                        "LogReplicationTest.followerSkipsAllEntriesOfHigherTerms",
                        "Following",
                        "conflicts.lastPossibleMatch(end, append.prevTerm())",
                        "end"),
                Mutant.of(
                        14,
                        "only the very snapshot that was sent ends the snapshot state",
                        "SnapshotTest.anyStateFromWhichTheLogGoesOnWillDo",
                        "Acknowledgements",
                        "follower.match() + 1 >= raft.log.firstIndex()",
                        "follower.match() >= follower.pendingSnapshot()"),
                Mutant.of(
                        14,
                        "any answer ends the snapshot state",
                        "SnapshotTest.snapshotStateEndsWhenTheLogReachesBackFarEnough",
                        "Acknowledgements",
                        "follower.match() + 1 >= raft.log.firstIndex()",
                        "follower.match() >= 0"),
                Mutant.of(
                        14,
                        "probing begins behind a snapshot that failed",
                        "SnapshotTest.failedSnapshotIsForgottenBeforeProbing",
                        "Acknowledgements",
                        "follower.snapshotFailed();",
                        ""));
    }
}
