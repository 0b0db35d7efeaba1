/** {@code quoinctl}: the command line client, compatible with etcdctl. */
module dev.quoin.ctl {
    requires static org.jspecify;
    requires dev.quoin.protocol;
    requires com.google.gson;
    requires com.google.protobuf;
    requires io.grpc;
    requires io.grpc.netty;
    requires io.grpc.stub;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires java.logging;
    requires java.naming;
    requires java.net.http;
    requires jdk.unsupported;
    requires org.jline;

    opens dev.quoin.ctl.context to
            com.google.gson;
}
