package dev.quoin.core.bbolt;

/** A bucket to be written. */
public interface BucketSource {
    /** Its name, not empty. */
    byte[] name();

    /** Bounds of what {@link #open} will yield; the rows may turn out less, never more. */
    Size size();

    /** Opens the rows; called once. */
    Rows open();

    /**
     * Bounds of a bucket's rows.
     *
     * @param rows the largest number of rows
     * @param bytes the largest number of bytes in all keys and values together
     * @param longestKey the largest number of bytes in one key
     */
    record Size(long rows, long bytes, int longestKey) {
        /** No rows. */
        public static final Size EMPTY = new Size(0, 0, 1);

        /** What the elements of leaves take: keys, values and an entry in the table for each row. */
        long elementBytes() {
            return bytes + rows * Format.ELEMENT;
        }
    }
}
