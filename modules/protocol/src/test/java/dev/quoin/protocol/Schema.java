package dev.quoin.protocol;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import dev.quoin.protocol.election.ElectionProto;
import dev.quoin.protocol.health.HealthProto;
import dev.quoin.protocol.internal.MetadataProto;
import dev.quoin.protocol.internal.RaftRequestProto;
import dev.quoin.protocol.lock.LockProto;
import dev.quoin.protocol.raft.RaftProto;
import dev.quoin.protocol.rpc.ClusterProto;
import dev.quoin.protocol.rpc.WatchProto;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** All that was generated, as its descriptors tell it. */
public final class Schema {
    private static final Set<FileDescriptor> FILES = withDependencies(
            RaftRequestProto.getDescriptor(),
            MetadataProto.getDescriptor(),
            ClusterProto.getDescriptor(),
            WatchProto.getDescriptor(),
            ElectionProto.getDescriptor(),
            LockProto.getDescriptor(),
            HealthProto.getDescriptor(),
            RaftProto.getDescriptor());

    private Schema() {}

    public static Collection<FileDescriptor> files() {
        return FILES;
    }

    /** The messages that stand alone: all but the entries of maps. */
    public static Stream<Descriptor> messages() {
        return FILES.stream().flatMap(file -> file.getMessageTypes().stream());
    }

    public static Stream<MethodDescriptor> methods() {
        return FILES.stream()
                .flatMap(file -> file.getServices().stream())
                .flatMap(service -> service.getMethods().stream());
    }

    /** The empty instance of the class that was generated for a message. */
    public static Message prototype(Descriptor message) {
        String name = message.getFile().getOptions().getJavaPackage() + "." + message.getName();
        try {
            return Internal.getDefaultInstance(Class.forName(name).asSubclass(Message.class));
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class was generated for " + message.getFullName(), e);
        }
    }

    private static Set<FileDescriptor> withDependencies(FileDescriptor... files) {
        Set<FileDescriptor> all = new LinkedHashSet<>();
        for (FileDescriptor file : files) {
            all.addAll(withDependencies(file.getDependencies().toArray(FileDescriptor[]::new)));
            all.add(file);
        }
        return all;
    }
}
