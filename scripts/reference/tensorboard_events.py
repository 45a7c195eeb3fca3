"""Reads a TensorBoard event file and prints a JSON object for each of its events.

Independent of the toolkit: the frames are checked as tensorflow/core/lib/io/record_writer.h describes
them, with CRC-32C computed bit by bit (RFC 3720, appendix B.4, whose vectors are checked first), and the
messages are read by google.protobuf from the fields that tensorflow/core/util/event.proto and
tensorflow/core/framework/summary.proto publish. Ends with 1 at the first byte that is not as it has to be.

    python3 scripts/reference/tensorboard_events.py FILE

Needs python3-protobuf.
"""

import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


def crc32c(data):
    rest = 0xFFFFFFFF
    for byte in data:
        rest ^= byte
        for _ in range(8):
            rest = (rest >> 1) ^ (0x82F63B78 if rest & 1 else 0)
    return rest ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17 & 0xFFFFFFFF)) + 0xA282EAD8) & 0xFFFFFFFF


def check_vectors():
    vectors = {
        b"": 0x00000000,
        b"123456789": 0xE3069283,
        bytes(32): 0x8A9136AA,
        b"\xff" * 32: 0x62A8AB43,
        bytes(range(32)): 0x46DD794E,
        bytes(range(31, -1, -1)): 0x113FDB5C,
    }
    for data, crc in vectors.items():
        assert crc32c(data) == crc, data


def event_class():
    file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="t", syntax="proto3")
    field = descriptor_pb2.FieldDescriptorProto
    kinds = {
        "Value": [("tag", 1, field.TYPE_STRING, None), ("simple_value", 2, field.TYPE_FLOAT, None)],
        "Summary": [("value", 1, field.TYPE_MESSAGE, ".t.Value")],
        "Event": [
            ("wall_time", 1, field.TYPE_DOUBLE, None),
            ("step", 2, field.TYPE_INT64, None),
            ("file_version", 3, field.TYPE_STRING, None),
            ("summary", 5, field.TYPE_MESSAGE, ".t.Summary"),
        ],
    }
    for name, fields in kinds.items():
        message = file.message_type.add(name=name)
        for title, number, kind, type_name in fields:
            label = field.LABEL_REPEATED if title == "value" else field.LABEL_OPTIONAL
            added = message.field.add(name=title, number=number, type=kind, label=label, type_name=type_name)
            if title == "simple_value":
                # One of several kinds of values: that it is there is said even where it is 0.
                message.oneof_decl.add(name="kind")
                added.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("t.Event"))


def records(data):
    at = 0
    while at < len(data):
        assert at + 12 <= len(data), f"the file ends within the head at {at}"
        length, check = struct.unpack_from("<QI", data, at)
        assert check == masked(data[at : at + 8]), f"the length at {at} is damaged"
        content = data[at + 12 : at + 12 + length]
        assert at + length + 16 <= len(data), f"the file ends within the record at {at}"
        (check,) = struct.unpack_from("<I", data, at + 12 + length)
        assert check == masked(content), f"the record at {at} is damaged"
        yield content
        at += length + 16


def main():
    check_vectors()
    event_of = event_class()
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    for content in records(data):
        event = event_of()
        event.ParseFromString(content)
        assert event.SerializeToString(deterministic=True) == content, "a field is not known, or out of order"
        print(
            json.dumps(
                {
                    "wallTime": event.wall_time,
                    "step": event.step,
                    "fileVersion": event.file_version,
                    "scalars": {value.tag: value.simple_value for value in event.summary.value},
                }
            )
        )


main()
