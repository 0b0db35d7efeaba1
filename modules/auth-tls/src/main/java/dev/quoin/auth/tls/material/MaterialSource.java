package dev.quoin.auth.tls.material;

import dev.quoin.api.auth.TlsMaterial;
import dev.quoin.api.auth.TlsRules;
import dev.quoin.api.host.Clock;
import dev.quoin.api.host.Host;
import dev.quoin.api.host.Label;
import dev.quoin.api.host.Meters;
import dev.quoin.auth.tls.config.Side;
import dev.quoin.auth.tls.pem.BadFileException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The material of one side, and how it comes to be replaced. {@link #current} may be called by any thread; {@link #look} by one at a time.
 *
 * <p>Files are not replaced in one step. So what is new is taken only once two looks in a row found the same, and only when it is whole and fits; until then
 * the old material stays in force.
 */
public final class MaterialSource {
    private static final Logger LOG = LoggerFactory.getLogger(MaterialSource.class);

    private final String name;
    private final Side side;
    private final TlsRules rules;
    private final Clock clock;
    private final Meters.Counter reloads;
    private volatile Assembly current;
    private volatile @Nullable String fault;
    private @Nullable FileSet seen;

    /**
     * Reads the files.
     *
     * @param name of the side, for log lines
     * @throws BadFileException naming the file that cannot be used
     */
    public MaterialSource(String name, Side side, TlsRules rules, Host host) throws BadFileException {
        this.name = name;
        this.side = side;
        this.rules = rules;
        clock = host.clock();
        current = Assembly.of(side, rules, FileSet.read(side), now(), 1);
        warnOfTimes(current);
        Label listener = new Label("listener", name);
        Meters meters = host.meters();
        meters.gauge(
                "quoin_tls_certificate_not_after_seconds",
                "When the first of the certificates in use expires, in seconds since 1970.",
                () -> current.notAfter().getEpochSecond(),
                listener);
        meters.gauge(
                "quoin_tls_files_faulty",
                "Whether changed TLS files cannot be taken, so that older ones are in force: 1 or 0.",
                () -> fault == null ? 0 : 1,
                listener);
        reloads = meters.counter("quoin_tls_reloads_total", "How often changed TLS files were taken.", listener);
    }

    /** What listeners use now. */
    public TlsMaterial current() {
        return current.material();
    }

    /** Reads the files again, and says whether it is worth to look again soon because something changes. */
    public boolean look() {
        try {
            return compare(FileSet.read(side));
        } catch (BadFileException e) {
            seen = null;
            report(e.getMessage());
            return false;
        }
    }

    private boolean compare(FileSet found) throws BadFileException {
        boolean same = found.isSameAs(current.files());
        if (same && timesStand()) {
            seen = null;
            settled();
            return false;
        }
        if (!same && (seen == null || !found.isSameAs(seen))) {
            seen = found;
            return true;
        }
        take(found, same);
        return false;
    }

    /** Whether the same authorities are valid as when the material was made. When the last one's time is over, it stays, and its clients find out. */
    private boolean timesStand() {
        List<X509Certificate> valid = Assembly.validAt(current.authorities(), now());
        return valid.isEmpty() || valid.equals(current.valid());
    }

    private void take(FileSet found, boolean sameFiles) throws BadFileException {
        Assembly fresh =
                Assembly.of(side, rules, found, now(), current.material().version() + 1);
        X509Certificate own = fresh.material().own().chain().getFirst();
        if (!sameFiles && !Assembly.isValid(own, now())) {
            throw new BadFileException(side.own().certificate(), Assembly.outOfTime(own));
        }
        current = fresh;
        fault = null;
        reloads.increment();
        LOG.atInfo()
                .addKeyValue("listener", name)
                .addKeyValue("cert-file", side.own().certificate().path())
                .addKeyValue("serial", own.getSerialNumber().toString(16))
                .addKeyValue("not-after", own.getNotAfter().toInstant())
                .addKeyValue("version", fresh.material().version())
                .log("took new TLS certificates; connections keep the ones they were opened with");
    }

    /** Says once what is wrong, however often it is seen. */
    private void report(String what) {
        if (!what.equals(fault)) {
            fault = what;
            LOG.atError()
                    .addKeyValue("listener", name)
                    .addKeyValue("error", what)
                    .log("cannot take changed TLS files; the old ones stay in force");
        }
    }

    private void settled() {
        if (fault != null) {
            fault = null;
            LOG.atInfo().addKeyValue("listener", name).log("TLS files are as they were again");
        }
    }

    private void warnOfTimes(Assembly first) {
        X509Certificate own = first.material().own().chain().getFirst();
        if (!Assembly.isValid(own, now())) {
            LOG.atWarn()
                    .addKeyValue("cert-file", side.own().certificate().path())
                    .addKeyValue("error", Assembly.outOfTime(own))
                    .log("certificate is out of its time; nobody who checks it will connect");
        }
        if (first.valid().size() < first.authorities().size()) {
            LOG.atWarn()
                    .addKeyValue("file", side.trusted().path())
                    .addKeyValue(
                            "left-out",
                            first.authorities().size() - first.valid().size())
                    .log("authorities that are out of their time are not trusted");
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.wallMillis());
    }
}
