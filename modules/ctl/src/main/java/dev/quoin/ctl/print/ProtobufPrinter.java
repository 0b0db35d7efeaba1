package dev.quoin.ctl.print;

import com.google.protobuf.Message;
import dev.quoin.ctl.cli.ExitCode;
import dev.quoin.ctl.cli.ExitException;
import dev.quoin.protocol.rpc.*;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Prints the encoded message. Of the answers about one lease, etcdctl prints the header alone, and so does this. */
final class ProtobufPrinter extends Printer {

    ProtobufPrinter(PrintStream out) {
        super("protobuf", out);
    }

    @Override
    void other(Message response) {
        try {
            response.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void watch(WatchResponse event) {
        other(event.toBuilder()
                .clearWatchId()
                .clearCancelReason()
                .clearFragment()
                .build());
    }

    @Override
    public void grant(LeaseGrantResponse response) {
        other(response.getHeader());
    }

    @Override
    public void revoke(long lease, LeaseRevokeResponse response) {
        throw ExitException.of(
                ExitCode.BAD_FEATURE,
                "marshal unsupported for type *clientv3.LeaseRevokeResponse (&{" + GoText.of(response.getHeader())
                        + "})");
    }

    @Override
    public void keepAlive(LeaseKeepAliveResponse response) {
        other(response.getHeader());
    }

    @Override
    public void timeToLive(LeaseTimeToLiveResponse response, boolean keys) {
        other(response.getHeader());
    }

    @Override
    public void leases(LeaseLeasesResponse response) {
        other(response.getHeader());
    }
}
