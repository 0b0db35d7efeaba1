package dev.quoin.net.listen;

import dev.quoin.net.protocol.RemoteEnd;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Lets nothing through between the end of the TLS handshake and the authenticator's word on where the certificate comes from. Then leaves the pipeline. */
final class AdmissionGate extends ChannelInboundHandlerAdapter {
    private final Listener.Settings settings;
    private final ArrayDeque<Object> held = new ArrayDeque<>();

    AdmissionGate(Listener.Settings settings) {
        this.settings = settings;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            ask(context);
        }
        context.fireUserEventTriggered(event);
    }

    private void ask(ChannelHandlerContext context) {
        List<X509Certificate> chain = RemoteEnd.certificates(context.channel());
        if (chain.isEmpty() || !(context.channel().remoteAddress() instanceof InetSocketAddress remote)) {
            context.pipeline().remove(this);
            return;
        }
        context.channel().config().setAutoRead(false);
        settings.tls().admit(chain, remote.getAddress()).thenAccept(refusal -> {
            if (context.executor().inEventLoop()) {
                decided(context, refusal);
            } else {
                context.executor().execute(() -> decided(context, refusal));
            }
        });
    }

    private void decided(ChannelHandlerContext context, Optional<String> refusal) {
        if (context.isRemoved()) {
            return;
        }
        if (refusal.isPresent()) {
            settings.refusals().refused(context.channel(), refusal.get());
            context.close();
            return;
        }
        context.channel().config().setAutoRead(true);
        context.pipeline().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        held.add(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        boolean any = !held.isEmpty();
        while (!held.isEmpty()) {
            Object next = held.poll();
            if (context.channel().isActive()) {
                context.fireChannelRead(next);
            } else {
                ReferenceCountUtil.release(next);
            }
        }
        if (any) {
            context.fireChannelReadComplete();
        }
    }
}
