package dev.quoin.backend.mapdb;

import java.util.Arrays;

/**
 * Says for each page of MapDB's space where in the file its content lies, and the checksum of that. Never changed once
 * it is published: a change copies the block that it is in. An entry is the file's page number in the upper half and
 * the checksum in the lower; 0 is a page of zeros that lies nowhere.
 */
final class PageTable {
    /** Entries in a block, which fill a page. */
    static final int BLOCK = PageFile.SIZE / Long.BYTES;

    private final long[][] blocks;

    PageTable(long[][] blocks) {
        this.blocks = blocks;
    }

    long entry(long page) {
        long block = page / BLOCK;
        return block < blocks.length ? blocks[(int) block][(int) (page % BLOCK)] : 0;
    }

    int blocks() {
        return blocks.length;
    }

    long[] block(int number) {
        return blocks[number];
    }

    static long entry(long filePage, int checksum) {
        return filePage << 32 | checksum & 0xffffffffL;
    }

    static long filePage(long entry) {
        return entry >>> 32;
    }

    static int checksum(long entry) {
        return (int) entry;
    }

    /** Collects changes for the table that follows this one. */
    final class Change {
        private final boolean[] copied;
        private long[][] changed;

        Change() {
            changed = blocks.clone();
            copied = new boolean[blocks.length];
        }

        /** Sets an entry and returns the one before. */
        long set(long page, long entry) {
            int number = (int) (page / BLOCK);
            if (number >= changed.length) {
                int before = changed.length;
                changed = Arrays.copyOf(changed, number + 1);
                for (int i = before; i <= number; i++) {
                    changed[i] = new long[BLOCK];
                }
            } else if (number < copied.length && !copied[number]) {
                copied[number] = true;
                changed[number] = changed[number].clone();
            }
            long[] block = changed[number];
            long old = block[(int) (page % BLOCK)];
            block[(int) (page % BLOCK)] = entry;
            return old;
        }

        boolean isChanged(int number) {
            return number >= copied.length || copied[number];
        }

        PageTable table() {
            return new PageTable(changed);
        }
    }
}
