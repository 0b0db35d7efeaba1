package dev.quoin.core.membership;

import dev.quoin.api.transport.ListenUrl;
import dev.quoin.core.answer.RequestException;
import dev.quoin.protocol.error.EtcdError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Peer URLs in requests. */
public final class PeerUrls {
    private PeerUrls() {}

    /**
     * Checks URLs and sorts them, as etcd keeps them.
     *
     * @throws RequestException where there are none, or one is not what a member can be reached at
     */
    public static List<String> checked(List<String> urls) {
        if (urls.isEmpty() || !urls.stream().allMatch(url -> isGood(url.strip()))) {
            throw new RequestException(EtcdError.MEMBER_BAD_URLS);
        }
        return urls.stream().map(String::strip).sorted().toList();
    }

    private static boolean isGood(String text) {
        try {
            URI url = new URI(text);
            boolean rooted = url.getRawPath() == null || url.getRawPath().isEmpty();
            return ListenUrl.isUnix(url)
                    || ListenUrl.isOne(url) && url.getHost() != null && url.getPort() >= 0 && rooted;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
