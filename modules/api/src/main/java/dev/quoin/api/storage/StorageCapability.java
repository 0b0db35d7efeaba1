package dev.quoin.api.storage;

/** What a storage engine may offer beyond the contract. */
public enum StorageCapability {
    /** {@link StorageBackend#checkpoint} works. */
    CHECKPOINT,
    /** {@link StorageBackend#reclaim} gives space back to the file system while reads and writes go on. */
    RECLAIM
}
