package dev.quoin.transport.grpc.client;

import dev.quoin.api.auth.Authenticator;
import dev.quoin.api.transport.TransportLimits;

/** What all connections of a transport share. */
record CallService(MethodTable methods, Authenticator authenticator, TransportLimits limits, LargePieces pieces) {}
