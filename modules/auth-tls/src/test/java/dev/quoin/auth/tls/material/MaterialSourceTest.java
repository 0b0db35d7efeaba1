package dev.quoin.auth.tls.material;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.quoin.api.auth.AuthContext;
import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.auth.Authenticator.Listener;
import dev.quoin.auth.tls.TlsAuthProvider;
import dev.quoin.testkit.auth.Authority;
import dev.quoin.testkit.auth.IssuedCertificate;
import dev.quoin.testkit.host.SimHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files that change in the ways in which operators and Kubernetes change them. */
final class MaterialSourceTest {
    @TempDir
    private Path folder;

    private final SimHost host = SimHost.alone(1);
    private final Authority authority = Authority.named("ca");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Authenticator opened;

    @BeforeEach
    void listen() {
        host.skewWallClock(System.currentTimeMillis() - host.clock().wallMillis());
        lines.start();
        ((Logger) LoggerFactory.getLogger(MaterialSource.class)).addAppender(lines);
        ((Logger) LoggerFactory.getLogger(MaterialSource.class)).setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(MaterialSource.class)).detachAppender(lines);
        opened.close();
    }

    private void open(Path files) {
        TlsAuthProvider provider = new TlsAuthProvider();
        Map<String, String> configuration = Map.of(
                "cert-file", files.resolve("tls.crt").toString(),
                "key-file", files.resolve("tls.key").toString(),
                "trusted-ca-file", files.resolve("ca.crt").toString());
        opened = provider.open(
                provider.configSpec().read(configuration), new AuthContext(host, folder, List.of(), List.of()));
    }

    private void write(Path files, IssuedCertificate issued, String authorities) throws IOException {
        Files.createDirectories(files);
        issued.write(files, "tls");
        Files.writeString(files.resolve("ca.crt"), authorities);
    }

    private IssuedCertificate shown() {
        var own = opened.tls(Listener.CLIENT).orElseThrow().own();
        return new IssuedCertificate(own.chain().getFirst(), own.key());
    }

    @Test
    void aSecretOfKubernetesIsSwappedByALink() throws IOException {
        IssuedCertificate first = authority.certificate("a").issue();
        IssuedCertificate second = authority.certificate("b").issue();
        write(folder.resolve("..v1"), first, authority.pem());
        write(folder.resolve("..v2"), second, authority.pem());
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
        for (String name : List.of("tls.crt", "tls.key", "ca.crt")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        open(folder);
        assertThat(shown()).isEqualTo(first);
        Path fresh = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..v2"));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        host.simulation().runFor(Duration.ofSeconds(2));
        assertThat(shown()).isEqualTo(second);
    }

    @Test
    void aFaultIsSaidOnceAndItsEndToo() throws IOException {
        IssuedCertificate first = authority.certificate("a").issue();
        write(folder, first, authority.pem());
        open(folder);
        authority.certificate("late").expired().issue().write(folder, "tls");
        host.simulation().runFor(Duration.ofMinutes(10));
        assertThat(shown()).isEqualTo(first);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("cannot take changed TLS files; the old ones stay in force");
        write(folder, first, authority.pem());
        host.simulation().runFor(Duration.ofMinutes(10));
        assertThat(lines.list).hasSize(2);
        assertThat(opened.tls(Listener.CLIENT).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void anAuthorityWhoseTimeIsOverIsNoLongerTrustedWithoutAnyFileChanging() throws Exception {
        Authority later = Authority.named("later");
        write(
                folder,
                authority.certificate("a").issue(),
                authority.pem() + later.pem() + Authority.expired("old").pem());
        open(folder);
        assertThat(opened.tls(Listener.CLIENT).orElseThrow().clients().getAcceptedIssuers())
                .containsExactlyInAnyOrder(authority.certificate(), later.certificate());
        host.skewWallClock(Duration.ofDays(-2).toMillis());
        host.simulation().runFor(Duration.ofSeconds(5));
        var material = opened.tls(Listener.CLIENT).orElseThrow();
        assertThat(material.clients().getAcceptedIssuers()).hasSize(1);
        assertThat(material.version()).isEqualTo(2);
    }
}
