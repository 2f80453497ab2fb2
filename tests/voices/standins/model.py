"""A Piper model that hums: the same inputs, output and description, in a few hundred bytes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 16_000
FRAMES = 900
"""So long is one symbol at a length scale of 1; every phoneme has a pad behind it."""

LETTERS = "_^$ !',-.:;?abcdefhijklmnopqrstuvwxyzæçðøŋœɐɑɒɔɕəɚɛɜɡɪɫɹɾʃʊʌʒʔθᵻˈˌː̩"


def build(folder: Path, name: str = "en_US-hum-low", **more: Any) -> Path:  # noqa: ANN401 - JSON
    """The model and its description in `folder`; `more` goes over what the description says."""
    folder.mkdir(parents=True, exist_ok=True)
    told = _description(name) | more
    path = folder / f"{name}.onnx"
    onnx.save(_graph(with_speakers=told["num_speakers"] > 1), str(path))
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(told), "utf-8")
    return path


def _description(name: str) -> dict[str, Any]:
    code = name.partition("-")[0]
    return {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": code.replace("_", "-").lower().removesuffix("-de")},
        "language": {"code": code},
        "phoneme_type": "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
        "phoneme_id_map": {letter: [number] for number, letter in enumerate(LETTERS)},
    }


def _graph(*, with_speakers: bool) -> onnx.ModelProto:
    """sin(0.06 (sid + 1) n) for n up to symbols x FRAMES x length scale, at a quarter of full."""
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "symbols"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    nodes = [
        helper.make_node("Gather", ["scales", "one"], ["scale"]),
        helper.make_node("Cast", ["input_lengths"], ["symbols"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["symbols", "frames"], ["usual"]),
        helper.make_node("Mul", ["usual", "scale"], ["whole"]),
        helper.make_node("Squeeze", ["whole"], ["length"]),
        helper.make_node("Range", ["zero", "length", "step"], ["time"]),
        helper.make_node("Mul", ["time", "hertz"], ["low"]),
    ]
    angle = "low"
    if with_speakers:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
        nodes += [
            helper.make_node("Cast", ["sid"], ["number"], to=TensorProto.FLOAT),
            helper.make_node("Add", ["number", "step"], ["factor"]),
            helper.make_node("Mul", ["low", "factor"], ["angle"]),
        ]
        angle = "angle"
    nodes += [
        helper.make_node("Sin", [angle], ["wave"]),
        helper.make_node("Mul", ["wave", "quarter"], ["output"]),
    ]
    numbers = {"one": np.array([1]), "frames": np.float32(FRAMES), "zero": np.float32(0)}
    numbers |= {"step": np.float32(1), "hertz": np.float32(0.06), "quarter": np.float32(0.25)}
    constants = [numpy_helper.from_array(np.asarray(one), name) for name, one in numbers.items()]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["time"])
    graph = helper.make_graph(nodes, "hum", inputs, [output], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
