package dev.quoin.testkit.host;

/** What a {@link SimDisk} is asked to do, for faults that strike at a certain kind of work. */
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

    /** Whether it changes what is on the disk, or what survives a crash. */
    public boolean mutates() {
        return this != OPEN && this != READ;
    }
}
