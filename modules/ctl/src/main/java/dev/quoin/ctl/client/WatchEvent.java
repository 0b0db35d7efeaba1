package dev.quoin.ctl.client;

import dev.quoin.protocol.error.EtcdError;
import dev.quoin.protocol.rpc.WatchResponse;
import io.grpc.Status;

/**
 * What a watch tells.
 *
 * @param response events, progress or an end
 * @param failure why the watch ended, as a byte string; empty where it goes on
 */
public record WatchEvent(WatchResponse response, String failure) {

    static WatchEvent of(WatchResponse response) {
        return new WatchEvent(response, response.getCanceled() ? reason(response) : "");
    }

    private static String reason(WatchResponse response) {
        if (response.getCompactRevision() != 0) {
            return EtcdError.COMPACTED.text();
        }
        return response.getCancelReason().isEmpty()
                ? EtcdError.FUTURE_REV.text()
                : RpcException.of(Status.FAILED_PRECONDITION.withDescription(response.getCancelReason()))
                        .text();
    }

    /** Whether it tells no more than how far the watch has come. */
    public boolean isProgress() {
        return response.getEventsCount() == 0
                && !response.getCanceled()
                && !response.getCreated()
                && response.getCompactRevision() == 0
                && response.getHeader().getRevision() != 0;
    }

    /** Whether nothing follows. */
    public boolean isLast() {
        return response.getCanceled();
    }
}
