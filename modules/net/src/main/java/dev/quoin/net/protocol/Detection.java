package dev.quoin.net.protocol;

/** The answer of a protocol to the first bytes of a connection. */
public enum Detection {
    /** The bytes are this protocol's. */
    YES,
    /** The bytes are not this protocol's, whatever follows. */
    NO,
    /** The bytes may be this protocol's; more of them will show it. */
    MORE
}
