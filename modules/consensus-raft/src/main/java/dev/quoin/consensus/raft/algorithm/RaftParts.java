package dev.quoin.consensus.raft.algorithm;

/** The parts of one member, each knowing only those it needs. */
final class RaftParts {
    final LeaderLog leaderLog;
    final Replication replication;
    final Reads reads;
    final Commits commits;
    final Roles roles;
    final Transfers transfers;
    final Memberships memberships;
    final Elections elections;
    final Voting voting;
    final Proposals proposals;
    final AutoLeave autoLeave;
    final Acknowledgements acknowledgements;
    final Following following;
    final StorageReports storageReports;
    final TermGate termGate;
    final Ticker ticker;
    final ReadyAssembly readyAssembly;

    RaftParts(RaftState raft) {
        leaderLog = new LeaderLog(raft);
        replication = new Replication(raft);
        reads = new Reads(raft, replication);
        commits = new Commits(raft, reads);
        roles = new Roles(raft, leaderLog, reads);
        transfers = new Transfers(raft, replication);
        memberships = new Memberships(raft, roles, replication, commits, transfers);
        elections = new Elections(raft, roles, replication);
        voting = new Voting(raft);
        proposals = new Proposals(raft, leaderLog, replication);
        autoLeave = new AutoLeave(raft, proposals);
        acknowledgements = new Acknowledgements(raft, replication, reads, commits, transfers);
        following = new Following(raft, roles, memberships);
        storageReports = new StorageReports(raft, leaderLog, autoLeave);
        termGate = new TermGate(raft, roles, voting, storageReports);
        ticker = new Ticker(raft, this);
        readyAssembly = new ReadyAssembly(raft);
    }
}
