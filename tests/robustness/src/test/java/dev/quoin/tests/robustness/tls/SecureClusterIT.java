package dev.quoin.tests.robustness.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.quoin.protocol.method.EtcdMethods;
import dev.quoin.protocol.rpc.PutRequest;
import dev.quoin.protocol.rpc.PutResponse;
import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.auth.IssuedCertificate;
import dev.quoin.tests.harness.ApiClient;
import dev.quoin.tests.harness.CommandResult;
import dev.quoin.tests.harness.Etcdctl;
import dev.quoin.tests.harness.Node;
import dev.quoin.tests.harness.Peer;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members that require certificates on both ports: who is let in, who is not and why, and certificates that change under load. */
class SecureClusterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Authority authority = Authority.named("ca");
    private final IssuedCertificate revoked = SecureMembers.client(authority);
    private final IssuedCertificate revokedMember = SecureMembers.member(authority);
    private SecureMembers members;

    @BeforeEach
    void start() {
        members = new SecureMembers(folder);
        write(SecureMembers.member(authority));
        members.write("ca.crt", text(authority.pem()));
        members.write("revoked.crl", authority.revocationList(revoked, revokedMember));
        members.start();
    }

    @AfterEach
    void close() {
        members.close();
    }

    private void write(IssuedCertificate member) {
        members.write("member.crt", text(member.pem()));
        members.write("member.key", text(member.keyPem()));
    }

    private static byte[] text(String pem) {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void clientsAreLetInByTheRightCertificateAlone() throws Exception {
        put(SecureMembers.client(authority));
        Map<String, IssuedCertificate> wrong = new LinkedHashMap<>();
        wrong.put("tls: client didn't provide a certificate", null);
        wrong.put("x509: certificate signed by unknown authority", SecureMembers.client(Authority.named("other")));
        wrong.put(
                "x509: certificate has expired or is not yet valid",
                authority
                        .certificate("root")
                        .hosts(SecureMembers.CLIENT_HOST)
                        .expired()
                        .issue());
        wrong.put("transport: certificate serial " + serial(revoked) + " revoked", revoked);
        wrong.put(
                "it is not for one of the allowed hosts",
                authority.certificate("root").hosts("other.example").issue());
        wrong.put(
                "x509: certificate specifies an incompatible key usage",
                authority
                        .certificate("root")
                        .hosts(SecureMembers.CLIENT_HOST)
                        .forServers()
                        .issue());
        wrong.forEach(this::awaitRefusedClient);
        put(SecureMembers.client(authority));
        etcdctl();
    }

    private void etcdctl() throws Exception {
        assumeTrue(Peer.find().isPresent(), Peer.missing());
        SecureMembers.client(authority).write(folder, "client");
        Etcdctl etcdctl = new Etcdctl(
                Peer.require(), SecureMembers.secure(members.node(0).ports().clientUrl()));
        CommandResult healthy = etcdctl.run(
                "--cacert=" + folder.resolve("ca.crt"),
                "--cert=" + folder.resolve("client.crt"),
                "--key=" + folder.resolve("client.key"),
                "endpoint",
                "health",
                "--cluster");
        assertThat(healthy.expectSuccess().text() + healthy.errors()).contains("is healthy");
        CommandResult refused =
                etcdctl.run("--cacert=" + folder.resolve("ca.crt"), "--command-timeout=2s", "get", "key");
        assertThat(refused.exitCode()).isNotZero();
    }

    @Test
    void membersAreLetInByTheRightCertificateAlone() {
        int port = members.node(0).ports().peer();
        awaitAccepted(port);
        Map<String, IssuedCertificate> wrong = new LinkedHashMap<>();
        wrong.put("tls: client didn't provide a certificate", null);
        wrong.put("x509: certificate signed by unknown authority", SecureMembers.member(Authority.named("other")));
        wrong.put(
                "x509: certificate has expired or is not yet valid",
                authority
                        .certificate(SecureMembers.PEER_NAME)
                        .hosts("127.0.0.1")
                        .expired()
                        .issue());
        wrong.put("transport: certificate serial " + serial(revokedMember) + " revoked", revokedMember);
        wrong.put(
                "common name \"stranger\" is not allowed",
                authority.certificate("stranger").hosts("127.0.0.1").issue());
        wrong.put(
                "x509: certificate specifies an incompatible key usage",
                authority
                        .certificate(SecureMembers.PEER_NAME)
                        .hosts("127.0.0.1")
                        .forServers()
                        .issue());
        wrong.put(
                "x509: certificate is valid for 192.0.2.1, not 127.0.0.1",
                authority
                        .certificate(SecureMembers.PEER_NAME)
                        .hosts("192.0.2.1")
                        .issue());
        wrong.put(
                "does not match any of DNSNames",
                authority
                        .certificate(SecureMembers.PEER_NAME)
                        .hosts("nobody.invalid")
                        .issue());
        wrong.forEach((reason, shown) -> {
            assertThat(Handshake.isAccepted(port, shown, authority)).as(reason).isFalse();
            awaitReason("", reason);
        });
        awaitAccepted(port);
    }

    @Test
    void renewedCertificatesAndAnotherAuthorityAreTakenWhileClientsWrite() {
        Authority next = Authority.named("next");
        try (SecureWriters writers =
                new SecureWriters(members, Handshake.grpc(SecureMembers.client(authority), authority, next))) {
            writers.awaitMore();
            members.write("ca.crt", text(authority.pem() + next.pem()));
            members.awaitTaken(2);
            writers.awaitMore();
            write(SecureMembers.member(next));
            members.awaitTaken(3);
            writers.awaitMore();
            writers.show(Handshake.grpc(SecureMembers.client(next), next));
            writers.awaitMore();
            members.write("ca.crt", text(next.pem()));
            members.awaitTaken(4);
            writers.awaitMore();
            assertThat(writers.failures()).isEmpty();
        }
        assertThatThrownBy(() -> put(SecureMembers.client(authority)))
                .extracting(error -> Status.fromThrowable(error).getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
        for (Node node : members.all()) {
            assertThat(node.isAlive()).isTrue();
        }
    }

    private void put(IssuedCertificate shown) {
        try (ApiClient client = new ApiClient(members.node(0).ports(), PATIENCE, Handshake.grpc(shown, authority))) {
            PutRequest request = PutRequest.newBuilder()
                    .setKey(ByteString.copyFromUtf8("key"))
                    .setValue(ByteString.copyFromUtf8("value"))
                    .build();
            client.call(EtcdMethods.KV_PUT, request, PutResponse.class);
        }
    }

    /** A member cuts handshakes off that take long, which on a busy machine good ones do too. */
    private void awaitAccepted(int port) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean accepted = false;
        while (!accepted && System.nanoTime() < deadline) {
            accepted = Handshake.isAccepted(port, SecureMembers.member(authority), authority);
        }
        assertThat(accepted).as("a member with the right certificate is let in").isTrue();
    }

    /** The node logs one refusal in a second, so a client may have to come again before its reason is told. */
    private void awaitRefusedClient(String reason, IssuedCertificate shown) {
        String quoted = reason.replace("\"", "\\\"");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (!told && System.nanoTime() < deadline) {
            assertThatThrownBy(() -> put(shown))
                    .as(reason)
                    .extracting(error -> Status.fromThrowable(error).getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE);
            told = members.node(0).log().soFar().stream()
                    .anyMatch(line -> line.contains("rejected connection on client endpoint") && line.contains(quoted));
        }
        assertThat(told).as("a refusal in the log: " + reason).isTrue();
    }

    private void awaitReason(String line, String reason) {
        String quoted = reason.replace("\"", "\\\"");
        members.node(0)
                .log()
                .awaitLine(text -> text.contains(line) && text.contains(quoted), PATIENCE, "a refusal: " + reason);
    }

    private static String serial(IssuedCertificate issued) {
        return issued.certificate().getSerialNumber().toString(16);
    }
}
