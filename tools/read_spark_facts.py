# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask a release of Spark for its settings.

    python tools/read_spark_facts.py VENV >tools/spark/spark-settings-VERSION.tsv

VENV is a virtual environment with pyspark; a JDK has to be in PATH. One setting a line, tab-separated: key; type;
default; allowed values, with a comma and a blank between; alternatives, with a comma between; how it was found; state.

- A type is what Spark itself does with probes, not what its documentation says. `enum:upper` and `enum:lower`: Spark
  folds the case before it looks at the value, `enum:exact`: it does not. `list:string`: the parts between commas,
  trimmed, empty ones left out. `prefix`: no setting, but what the names of many settings begin with.
- An alternative is another name that counts while this one is not set. `name=*1000k`: its value is a number, which
  Spark multiplies by 1000, truncates, and follows with `k`. `name=prepended`: no alternative at all, but a setting
  whose value goes in front of this one's, with a blank between.
- An alternative has no line of its own, unless it has alternatives itself; those do not count for the first setting.
- Found in the `registry`, as a `literal` in Spark's code (the type is then that of the call which gets it), or
  `composed` from a module's name. Such calls neither trim nor, for booleans, refuse: see Spark's `ConfigProvider`.
- The state is empty, or `deprecated:` or `removed:` with the release that did it.
"""

from __future__ import annotations

import ast
import importlib
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spark_probes import WORD, Kind, Read, RefusedValue, attempt, measure

OPENS = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.lang", "java.util", "java.util.concurrent")]
CONFIG = "org.apache.spark.internal.config"
TRANSPORT = "org.apache.spark.network.util"
PREPENDED = "=prepended"
# The modules for which Spark makes a TransportConf.
MODULES = ("files", "rpc", "shuffle")

KEY = re.compile(r"spark\.[A-Za-z][\w.-]*")
LDC = re.compile(r"// String (spark\.\S+)$")
CALL = re.compile(r"// (?:Interface)?Method (\S+?):")
# The calls that tell what becomes of a literal key, by the end of the method's name.
GETTERS = {
    "Conf.getBoolean": "boolean",
    "Conf.getInt": "int",
    "Conf.getLong": "long",
    "Conf.getDouble": "double",
    "Conf.getTimeAsMs": "time:ms",
    "Conf.getTimeAsSeconds": "time:s",
    "Conf.getSizeAsBytes": "bytes:B",
    "Conf.getSizeAsKb": "bytes:KiB",
    "Conf.getSizeAsMb": "bytes:MiB",
    "ConfigProvider.getBoolean": "boolean",
    "ConfigProvider.getInt": "int",
    "ConfigProvider.getLong": "long",
    "ConfigProvider.getDouble": "double",
    "JavaUtils.timeStringAsMs": "time:ms",
    "JavaUtils.timeStringAsSec": "time:s",
    "JavaUtils.byteStringAsBytes": "bytes:B",
    "StringOps.toBoolean": "boolean",
    "StringOps.toInt": "int",
    "String.startsWith": "prefix",
    "SparkConf.get": "string",
    "SparkConf.getOption": "string",
    "SparkContext.getLocalProperty": "string",
    "SparkContext.setLocalProperty": "string",
}
REACH = 12  # instructions between a key and the call that gets it


@dataclass
class Setting:
    """One line."""

    kind: Kind
    default: str = ""
    alternatives: list[str] = field(default_factory=list)
    how: str = "registry"
    state: str = ""


class Spark:
    """A JVM with Spark's classes."""

    def __init__(self, venv: Path) -> None:
        (site,) = venv.resolve().glob("lib/python3*/site-packages")
        sys.path.insert(0, str(site))
        self.python = site / "pyspark"
        self.jars = sorted((self.python / "jars").glob("spark-*.jar"))
        py4j = importlib.import_module("py4j.java_gateway")
        (jar,) = (self.python / "jars").glob("py4j-*.jar")
        options = {"classpath": f"{self.python / 'jars'}/*", "javaopts": OPENS, "die_on_exit": True, "cwd": "/"}
        port = py4j.launch_gateway(jarpath=str(jar), **options)
        self._gateway = py4j.JavaGateway(gateway_parameters=py4j.GatewayParameters(port=port, auto_convert=True))
        self._is_instance = py4j.is_instance_of
        self._error = importlib.import_module("py4j.protocol").Py4JJavaError
        self.jvm = self._gateway.jvm

    def load(self, name: str) -> Any:
        """A class, initialised."""
        return self.jvm.java.lang.Class.forName(name)

    def hidden(self, name: str, member: str) -> Any:
        """A private field of a Scala object."""
        found = self.load(name).getDeclaredField(member)
        found.setAccessible(True)
        return found.get(self.load(name).getField("MODULE$").get(None))

    def value(self, call: Callable[[], Any]) -> Any:
        """What a call returns, in Python's types; RefusedValue where it throws."""
        try:
            found = call()
        except self._error as error:
            raise RefusedValue(str(error.java_exception.getMessage())) from error
        if self.is_a(found, "scala.Option"):
            found = found.get() if found.isDefined() else None
        return list(walk(found)) if self.is_a(found, "scala.collection.Seq") else found

    def is_a(self, found: Any, name: str) -> bool:
        """Whether it is a Java object of that class."""
        return hasattr(found, "getClass") and bool(self._is_instance(self._gateway, found, name))


def walk(scala: Any) -> Iterator[Any]:
    """The elements of a Scala collection."""
    iterator = scala.iterator()
    while iterator.hasNext():
        yield iterator.next()


def registered(spark: Spark, modules: Iterable[str]) -> dict[str, Setting]:
    """The registry of all modules."""
    for module in modules:
        spark.load(module)
    entries = spark.hidden(f"{CONFIG}.ConfigEntry$", "knownConfigs")
    found = {key: one_registered(spark, entries[key]) for key in entries}
    for its in list(found.values()):
        found |= {name[: -len(PREPENDED)]: Setting(its.kind) for name in its.alternatives if name.endswith(PREPENDED)}
    return found


def one_registered(spark: Spark, entry: Any) -> Setting:
    converter = entry.valueConverter()
    kind = measure(lambda text: spark.value(lambda: converter.apply(text)))
    names = [str(name) for name in walk(entry.alternatives())]
    if entry.prependedKey().isDefined():
        names.append(f"{entry.prependedKey().get()}{PREPENDED}")
    return Setting(kind, str(entry.defaultValueString()), names)


def composed(spark: Spark, module: str) -> dict[str, Setting]:
    """The settings of a module's connections, whose names begin with the module's."""
    provider = getattr(spark.jvm, TRANSPORT).MapConfigProvider
    transport = getattr(spark.jvm, TRANSPORT).TransportConf
    declared = spark.load(f"{TRANSPORT}.TransportConf")
    getters = [
        method.getName()
        for method in declared.getDeclaredMethods()
        if method.getParameterCount() == 0 and method.getModifiers() & 1
    ]

    def reader(key: str, getter: str) -> Read:
        return lambda text: spark.value(getattr(transport(module, provider({key: text})), getter))

    found = {}
    blank = transport(module, provider({}))
    for member in declared.getDeclaredFields():
        if not member.getName().startswith("SPARK_NETWORK_"):
            continue
        member.setAccessible(True)
        key = member.get(blank)
        for getter in getters:
            read = reader(key, getter)
            if len({str(attempt(read, text)) for text in (WORD, "true", "1", "7")}) > 1:
                found[key] = Setting(measure(read), how="composed")
                break
    return found


def aliases(spark: Spark) -> Iterator[tuple[str, str]]:
    """A setting, and an alternative with its translation, as SparkConf has them."""
    owner = "org.apache.spark.SparkConf$"
    for pair in walk(spark.hidden(owner, "org$apache$spark$SparkConf$$configsWithAlternatives")):
        for alternative in walk(pair._2()):
            yield str(pair._1()), str(alternative.key()) + translation(alternative.translation())


def translation(function: Any) -> str:
    """What a translation does to a value, if there is one."""
    if function is None:
        return ""
    match = re.fullmatch(r"(\d+)(\D*)", function.apply("1"))
    if match is None or function.apply("7") != f"{7 * int(match[1])}{match[2]}":
        raise ValueError("a translation of an unknown kind")
    return f"=*{match[1]}{match[2]}"


def states(spark: Spark) -> dict[str, str]:
    """The settings that are deprecated or gone."""
    sql = spark.load("org.apache.spark.sql.internal.SQLConf$").getField("MODULE$").get(None)
    deprecated = spark.hidden("org.apache.spark.SparkConf$", "deprecatedConfigs")
    found = {}
    for state, table in (
        ("deprecated", deprecated),
        ("deprecated", sql.deprecatedSQLConfigs()),
        ("removed", sql.removedSQLConfigs()),
    ):
        found.update({str(pair._1()): f"{state}:{pair._2().version()}" for pair in walk(table)})
    return found


def literals(spark: Spark) -> tuple[dict[str, set[str]], list[str]]:
    """The keys in Spark's code with the classes that have them, and the objects that register settings."""
    keys: dict[str, set[str]] = {}
    modules = []
    for jar in spark.jars:
        with zipfile.ZipFile(jar) as archive:
            for name in archive.namelist():
                if not name.endswith(".class"):
                    continue
                code = archive.read(name)
                here = name.removesuffix(".class").replace("/", ".")
                if b"internal/config/ConfigBuilder" in code and here.endswith("$"):
                    modules.append(here)
                for key in filter(KEY.fullmatch, constants(code)):
                    keys.setdefault(key, set()).add(here)
    for script in spark.python.rglob("*.py"):
        if "tests" not in script.parts and not script.stem.endswith("_pb2"):
            for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                    keys.setdefault(node.value, set())
    return keys, modules


def constants(code: bytes) -> list[str]:
    """The string constants of a class file."""
    (count,) = struct.unpack_from(">H", code, 8)
    texts: dict[int, bytes] = {}
    strings = []
    at, index = 10, 1
    while index < count:
        tag = code[at]
        (number,) = struct.unpack_from(">H", code, at + 1)
        if tag == 1:
            texts[index] = code[at + 3 : at + 3 + number]
        elif tag == 8:
            strings.append(number)
        at += 3 + number if tag == 1 else {7: 3, 8: 3, 16: 3, 19: 3, 20: 3, 15: 4, 5: 9, 6: 9}.get(tag, 5)
        index += 2 if tag in (5, 6) else 1
    return [texts[number].decode("utf-8", "replace") for number in strings]


def literal_kinds(spark: Spark, classes: Iterable[str]) -> dict[str, str]:
    """The types of keys, from the calls that follow them in the code."""
    path = ":".join(map(str, spark.jars))
    command = ["javap", "-c", "-p", "-cp", path, *sorted(classes)]
    code = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found: dict[str, str] = {}
    for at, line in enumerate(code):
        if (match := LDC.search(line)) is None or not (kind := getter(code[at + 1 : at + 1 + REACH])):
            continue
        if found.get(match[1], "string") in ("string", "prefix"):
            found[match[1]] = kind
        elif kind not in ("string", "prefix", found[match[1]]):
            print(f"{match[1]} is got as {found[match[1]]} and as {kind}", file=sys.stderr)
    return found


def getter(code: Iterable[str]) -> str:
    """The type that the first telling call gives, if any does before the next key."""
    for line in code:
        if LDC.search(line) or not line.strip():
            return ""
        if (call := CALL.search(line)) is not None:
            name = ".".join(call[1].replace("/", ".").split(".")[-2:])
            for known, kind in GETTERS.items():
                if name.endswith(known):
                    return kind
    return ""


def settings(spark: Spark) -> dict[str, Setting]:
    """Everything."""
    keys, modules = literals(spark)
    found = registered(spark, modules)
    for module in MODULES:
        found = composed(spark, module) | found
    for key, alternative in aliases(spark):
        its = found.setdefault(key, Setting(Kind("string"), how="literal"))
        if alternative not in its.alternatives:
            its.alternatives.append(alternative)
    told = states(spark)
    others = {name for its in found.values() for name in its.alternatives}
    new = (keys.keys() | told.keys()) - found.keys() - {name.partition("=")[0] for name in others}
    found |= {key: Setting(Kind("string"), how="literal") for key in new}
    classes = {name for key, its in found.items() if its.how == "literal" for name in keys.get(key, ())}
    kinds = literal_kinds(spark, classes)
    for key, its in found.items():
        if its.how == "literal":
            no_call = key not in kinds and keys.get(key) and any(other.startswith(key + ".") for other in found)
            its.kind = Kind("prefix" if key.endswith(".") or no_call else kinds.get(key, "string"))
        its.state = told.get(key, "")
    return found


def main() -> None:
    """Write the table."""
    spark = Spark(Path(sys.argv[1]))
    for key, its in sorted(settings(spark).items()):
        fields = [key, its.kind.name, its.default, ", ".join(its.kind.allowed), ",".join(its.alternatives)]
        print(*fields, its.how, its.state, sep="\t")


if __name__ == "__main__":
    main()
