"""Writes one piece of the log of `gen.py`: `piece.py KIT OUT FIRST CHUNKS EVENTS`.

KIT is the folder of `gen.py`, FIRST the number of the first chunk of customers, CHUNKS how many chunks, EVENTS the
most events that are written. Pieces one after the other hold what `gen.py` writes into one file."""

import sys

sys.path.insert(0, sys.argv[1])
import gen  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

out, first, chunks, left = sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
time = pa.timestamp("us")
schema = pa.schema([("customer_id", pa.int64()), ("ts", time), ("activity", pa.string()),
                    ("channel", pa.string()), ("device", pa.string()), ("sentiment", pa.float32())])


def named(codes, names):
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names)).cast(pa.string())


with pq.ParquetWriter(out, schema, compression="zstd", compression_level=3) as writer:
    for number in range(first, first + chunks):
        customer, ts, activity, channel, device, sentiment, has = (column[:left] for column in gen.chunk(7, number))
        columns = [pa.array(customer), pa.array(ts).cast(time), named(activity, gen.ACTS), named(channel, gen.CHANNELS),
                   named(device, gen.DEVICES), pa.array(sentiment, mask=~has)]
        writer.write_table(pa.table(columns, schema=schema), row_group_size=250_000)
        left -= len(customer)
        if not left:
            break
print(int(sys.argv[5]) - left)
