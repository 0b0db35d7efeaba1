package dev.quoin.testkit.host;

/** The kinds of work of a {@link SimDisk}, for faults that strike at one of them. */
public enum DiskOperation {
    /** Opening or creating a file. */
    OPEN,
    /** Reading from a file. */
    READ,
    /** Writing to a file. */
    WRITE,
    /** Extending or cutting a file. */
    SET_SIZE,
    /** Making a file's content durable. */
    SYNC,
    /** Renaming a file. */
    RENAME,
    /** Removing a file. */
    DELETE,
    /** Creating a folder. */
    CREATE_DIRECTORY,
    /** Making the names in a folder durable. */
    SYNC_DIRECTORY;

    /** Returns true when the work changes the content of the disk, or what survives a crash. */
    public boolean mutates() {
        return this != OPEN && this != READ;
    }
}
