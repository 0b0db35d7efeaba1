/** How consensus messages look between members; docs/formats/raft-peer-messages.md has every byte. */
@NullMarked
package dev.quoin.consensus.raft.peer;

import org.jspecify.annotations.NullMarked;
