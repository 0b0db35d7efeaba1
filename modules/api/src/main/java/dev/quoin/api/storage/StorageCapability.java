package dev.quoin.api.storage;

/** An extra that a storage engine may offer beyond the contract. */
public enum StorageCapability {
    /** {@link StorageBackend#checkpoint} copies the store into a new folder. */
    CHECKPOINT,
    /** {@link StorageBackend#reclaim} gives space back to the file system while reads and writes go on. */
    RECLAIM
}
