package dev.quoin.core.server;

import dev.quoin.api.transport.Call;
import dev.quoin.api.transport.CallListener;
import dev.quoin.api.transport.StatusCode;
import dev.quoin.core.answer.Answers;
import dev.quoin.core.answer.Decoding;
import dev.quoin.core.answer.RequestException;
import dev.quoin.core.answer.ResponseHeaders;
import dev.quoin.core.ask.Asker;
import dev.quoin.core.auth.rules.Access;
import dev.quoin.core.auth.rules.KeysOfLease;
import dev.quoin.core.auth.rules.RequestRules;
import dev.quoin.core.lease.LeaseAnswers;
import dev.quoin.core.lease.Lessor;
import dev.quoin.core.propose.Proposal;
import dev.quoin.core.propose.Proposer;
import dev.quoin.core.read.LoopViews;
import dev.quoin.core.store.StoreView;
import dev.quoin.core.upkeep.Quota;
import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.LeaseGrantRequest;
import dev.quoin.protocol.rpc.LeaseKeepAliveRequest;
import dev.quoin.protocol.rpc.LeaseLeasesResponse;
import dev.quoin.protocol.rpc.LeaseRevokeRequest;
import dev.quoin.protocol.rpc.LeaseStatus;
import dev.quoin.protocol.rpc.LeaseTimeToLiveRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/** The Lease service. Granting and revoking go through the log; time is the leader's. */
public final class LeaseService {
    private final Proposer proposer;
    private final Quota quota;
    private final LoopViews views;
    private final LeaseAnswers times;
    private final Lessor lessor;
    private final ResponseHeaders headers;
    private final RandomGenerator random;
    private final Permits permits;

    public LeaseService(
            Proposer proposer,
            Quota quota,
            LoopViews views,
            LeaseAnswers times,
            Lessor lessor,
            ResponseHeaders headers,
            RandomGenerator random,
            Permits permits) {
        this.proposer = proposer;
        this.quota = quota;
        this.views = views;
        this.times = times;
        this.lessor = lessor;
        this.headers = headers;
        this.random = random;
        this.permits = permits;
    }

    public void register(ApiMethods methods) {
        methods.unary(EtcdMethods.LEASE_GRANT, this::grant);
        methods.unary(EtcdMethods.LEASE_REVOKE, this::revoke);
        methods.unary(EtcdMethods.LEASE_TIME_TO_LIVE, this::timeToLive);
        methods.unary(EtcdMethods.LEASE_LEASES, this::leases);
        methods.streaming(EtcdMethods.LEASE_KEEP_ALIVE, KeepAlives::new);
    }

    private void grant(Call call, Asker asker, ByteBuffer request) {
        LeaseGrantRequest grant = Decoding.parse(() -> LeaseGrantRequest.parseFrom(request));
        quota.check();
        if (grant.getID() == 0) {
            grant = grant.toBuilder().setID(newId()).build();
        }
        ByteBuffer granted = ByteBuffer.wrap(grant.toByteArray());
        proposer.propose(
                Proposal.of(asker, InternalRaftRequest.LEASE_GRANT_FIELD_NUMBER, granted),
                outcome -> Answers.send(call, outcome));
    }

    /** A positive number; one that is taken already, which will hardly happen, is refused when it is applied. */
    private long newId() {
        synchronized (random) {
            return random.nextLong(1, Long.MAX_VALUE);
        }
    }

    private void revoke(Call call, Asker asker, ByteBuffer request) {
        long lease = Decoding.parse(() -> LeaseRevokeRequest.parseFrom(request.duplicate()))
                .getID();
        KeysOfLease keys = permits.keysOfLease(call);
        permits.check(
                call,
                asker,
                request,
                access -> RequestRules.lease(access, lease, keys),
                (who, checked) -> proposer.propose(
                        Proposal.of(who, InternalRaftRequest.LEASE_REVOKE_FIELD_NUMBER, checked),
                        outcome -> Answers.send(call, outcome)));
    }

    private void timeToLive(Call call, Asker asker, ByteBuffer message) {
        LeaseTimeToLiveRequest request = Decoding.parse(() -> LeaseTimeToLiveRequest.parseFrom(message));
        Access access = permits.gate().access(asker);
        if (!request.getKeys() || !permits.areNeeded()) {
            times.timeToLive(call, request, response -> Answers.send(call, response));
            return;
        }
        RequestRules.keysOfLease(access, request.getID(), permits.keysOfLease(call));
        long revision = permits.gate().revision();
        times.timeToLive(call, request, response -> {
            if (permits.gate().revision() == revision) {
                Answers.send(call, response);
            } else {
                Answers.fail(call, EtcdError.AUTH_OLD_REVISION);
            }
        });
    }

    private void leases(Call call, Asker asker, ByteBuffer request) {
        StoreView view = views.current(call.loop());
        List<Long> ids = Lessor.list(view, lessor);
        if (permits.areNeeded()) {
            Access access = permits.gate().access(call);
            ids.forEach(id -> RequestRules.keysOfLease(access, id, permits.keysOfLease(call)));
        }
        LeaseLeasesResponse.Builder response =
                LeaseLeasesResponse.newBuilder().setHeader(headers.message(view.revision()));
        ids.forEach(id -> response.addLeases(LeaseStatus.newBuilder().setID(id)));
        Answers.send(call, response.build());
    }

    /** A stream of renewals, answered one by one. */
    private final class KeepAlives implements CallListener {
        private final Call call;

        KeepAlives(Call call) {
            this.call = call;
            call.request(1);
        }

        @Override
        public void onMessage(ByteBuffer message) {
            LeaseKeepAliveRequest request;
            try {
                request = Decoding.parse(() -> LeaseKeepAliveRequest.parseFrom(message));
                requireRenewal(request.getID());
            } catch (IllegalArgumentException | RequestException e) {
                Answers.fail(call, e);
                return;
            }
            times.renew(call, request, this::renewed);
        }

        /** A lease keeps its keys alive: so who renews it must be one who may write them. */
        private void requireRenewal(long lease) {
            if (permits.areNeeded()) {
                Access access = permits.gate().access(call);
                access.requireUser();
                RequestRules.lease(access, lease, permits.keysOfLease(call));
            }
        }

        private void renewed(byte[] response) {
            call.send(ByteBuffer.wrap(response));
            call.request(1);
        }

        @Override
        public void onHalfClose() {
            call.close(StatusCode.OK, "");
        }
    }
}
