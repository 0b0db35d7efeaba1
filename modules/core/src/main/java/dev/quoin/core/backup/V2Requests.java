package dev.quoin.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.quoin.protocol.internal.InternalRaftRequest;
import dev.quoin.protocol.membership.Attributes;
import dev.quoin.protocol.membership.ClusterMemberAttrSetRequest;
import dev.quoin.protocol.membership.ClusterVersionSetRequest;
import dev.quoin.protocol.rpc.Member;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of etcd's version 2, by which an etcd before 3.6 tells the names of members and the cluster's version. They
 * stand in the log as they are, or in the second field of a request of version 3. They become requests of version 3;
 * what else version 2 could do has no place any more and becomes an entry without content.
 */
final class V2Requests {
    private static final int V2_FIELD = 2;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "QGET", "SYNC", "HEAD");
    private static final Pattern ATTRIBUTES = Pattern.compile("/0/members/([0-9a-f]{1,16})/attributes");
    private static final String VERSION = "/0/version";

    private V2Requests() {}

    private record V2(long id, String method, String path, String value) {}

    /** The data of an entry as a request of version 3, which most are already. */
    static ByteString modern(ByteString data) throws InvalidProtocolBufferException {
        if (data.isEmpty()) {
            return data;
        }
        InternalRaftRequest request;
        try {
            request = InternalRaftRequest.parseFrom(data);
        } catch (InvalidProtocolBufferException e) {
            // The path of a bare request stands where version 3 has a message.
            V2 bare = read(data);
            if (!METHODS.contains(bare.method)) {
                throw e;
            }
            return modern(bare);
        }
        List<ByteString> second = second(request.getUnknownFields());
        if (second.isEmpty()) {
            return data;
        }
        boolean bare = METHODS.contains(second.getFirst().toStringUtf8());
        return modern(read(bare ? data : second.getFirst()));
    }

    private static List<ByteString> second(UnknownFieldSet unknown) {
        return unknown.getField(V2_FIELD).getLengthDelimitedList();
    }

    private static ByteString modern(V2 request) {
        Matcher member = ATTRIBUTES.matcher(request.path);
        if (!request.method.equals("PUT")) {
            return ByteString.EMPTY;
        }
        InternalRaftRequest.Builder modern = InternalRaftRequest.newBuilder();
        modern.getHeaderBuilder().setID(request.id);
        if (request.path.equals(VERSION)) {
            return modern.setClusterVersionSet(
                            ClusterVersionSetRequest.newBuilder().setVer(request.value))
                    .build()
                    .toByteString();
        }
        if (!member.matches()) {
            return ByteString.EMPTY;
        }
        Member attributes = EtcdJson.attributes(request.value.getBytes(UTF_8));
        return modern.setClusterMemberAttrSet(ClusterMemberAttrSetRequest.newBuilder()
                        .setMemberID(Long.parseUnsignedLong(member.group(1), 16))
                        .setMemberAttributes(Attributes.newBuilder()
                                .setName(attributes.getName())
                                .addAllClientUrls(attributes.getClientURLsList())))
                .build()
                .toByteString();
    }

    /** Id (1), method (2), path (3), value (4). */
    private static V2 read(ByteString bytes) throws InvalidProtocolBufferException {
        try {
            CodedInputStream in = bytes.newCodedInput();
            long id = 0;
            String[] texts = {"", "", ""};
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                if (field == 1) {
                    id = in.readUInt64();
                } else if (field <= 4) {
                    texts[field - 2] = in.readString();
                } else {
                    in.skipField(tag);
                }
            }
            return new V2(id, texts[0], texts[1], texts[2]);
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }
}
