package dev.quoin.backend.mapdb;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The volume that MapDB changes; for the thread of a sync. Changed pages are held in the heap up to a number, then
 * written to the places that they will have in the next state. Stays open from one state to the next.
 */
final class WritableVolume extends PageVolume {
    private final int mostDirty;
    private PageTable base;
    private long pages;
    private final Map<Long, MemorySegment> dirty = new LinkedHashMap<>();
    /** Pages of the next state that were written already. */
    private final Map<Long, Long> written = new HashMap<>();

    WritableVolume(PageSpace space, int mostDirty) {
        super(space, space.state());
        this.mostDirty = mostDirty;
        this.base = space.state().table();
        this.pages = space.state().root().length();
    }

    @Override
    MemorySegment page(long number) {
        MemorySegment page = dirty.get(number);
        return page != null ? page : content(entry(number));
    }

    private long entry(long number) {
        Long entry = written.get(number);
        return entry == null ? base.entry(number) : entry;
    }

    private MemorySegment change(long number) {
        MemorySegment page = dirty.get(number);
        if (page == null) {
            byte[] copy = new byte[PageFile.SIZE];
            page = MemorySegment.ofArray(copy);
            page.copyFrom(content(entry(number)));
            dirty.put(number, page);
            pages = Math.max(pages, number + 1);
            if (dirty.size() > mostDirty) {
                writeOldest();
                dirty.put(number, page);
            }
        }
        return page;
    }

    /** Half of them, so that it does not happen for each page. */
    private void writeOldest() {
        Iterator<Map.Entry<Long, MemorySegment>> oldest = dirty.entrySet().iterator();
        for (int i = 0; i < mostDirty / 2; i++) {
            Map.Entry<Long, MemorySegment> page = oldest.next();
            write(page.getKey(), page.getValue());
            oldest.remove();
        }
    }

    private void write(long number, MemorySegment page) {
        Long before = written.get(number);
        // a page that no state refers to yet may be written over
        long at = before == null ? space.allocate() : PageTable.filePage(before);
        written.put(number, PageTable.entry(at, space.write(at, page.asByteBuffer())));
    }

    boolean isChanged() {
        return !dirty.isEmpty() || !written.isEmpty();
    }

    /** Makes all changes the next state. */
    void commit(long appliedIndex) {
        dirty.forEach(this::write);
        dirty.clear();
        PageTable.Change change = base.new Change();
        BitSet replaced = new BitSet();
        written.forEach((number, entry) -> {
            long old = change.set(number, entry);
            if (old != 0) {
                replaced.set(Math.toIntExact(PageTable.filePage(old)));
            }
        });
        written.clear();
        space.commit(change, pages, appliedIndex, replaced);
        base = space.state().table();
    }

    @Override
    public long length() {
        return pages * PageFile.SIZE;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public void ensureAvailable(long offset) {
        pages = Math.max(pages, (offset + PageFile.SIZE - 1) / PageFile.SIZE);
    }

    @Override
    public void truncate(long size) {
        pages = (size + PageFile.SIZE - 1) / PageFile.SIZE;
    }

    @Override
    public void putLong(long offset, long value) {
        int in = (int) (offset % PageFile.SIZE);
        if (in <= PageFile.SIZE - Long.BYTES) {
            change(offset / PageFile.SIZE).set(LONG, in, value);
        } else {
            putData(offset, ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        }
    }

    @Override
    public void putInt(long offset, int value) {
        int in = (int) (offset % PageFile.SIZE);
        if (in <= PageFile.SIZE - Integer.BYTES) {
            change(offset / PageFile.SIZE).set(INT, in, value);
        } else {
            putData(offset, ByteBuffer.allocate(Integer.BYTES).putInt(0, value));
        }
    }

    @Override
    public void putByte(long offset, byte value) {
        change(offset / PageFile.SIZE).set(java.lang.foreign.ValueLayout.JAVA_BYTE, offset % PageFile.SIZE, value);
    }

    @Override
    public void putData(long offset, byte[] source, int position, int size) {
        putData(offset, ByteBuffer.wrap(source, position, size));
    }

    @Override
    public void putData(long offset, ByteBuffer source) {
        MemorySegment from = MemorySegment.ofBuffer(source);
        long done = 0;
        while (done < from.byteSize()) {
            long at = offset + done;
            long in = at % PageFile.SIZE;
            long part = Math.min(from.byteSize() - done, PageFile.SIZE - in);
            MemorySegment.copy(from, done, change(at / PageFile.SIZE), in, part);
            done += part;
        }
    }

    @Override
    public void clear(long from, long to) {
        long at = from;
        while (at < to) {
            long in = at % PageFile.SIZE;
            long part = Math.min(to - at, PageFile.SIZE - in);
            change(at / PageFile.SIZE).asSlice(in, part).fill((byte) 0);
            at += part;
        }
    }
}
