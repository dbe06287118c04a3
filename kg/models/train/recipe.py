"""How Stanza's trainers run inside: our learning rates, a checkpoint and a progress bar, whatever the trainer does.

Stanza's trainers differ in their schedules, and only some can go on after an interruption. All of them step PyTorch
optimizers, so the hooks of those carry everything that a task needs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from transformers import BertModel

WARMUP = 50  # steps
SAVED_EVERY = 100  # steps


@contextmanager
def recipe(steps: int, *, peak: float = 1.0, checkpoint: Path, label: str) -> Iterator[int]:
    """Give the steps that are left to do of ``steps``: fewer when ``checkpoint`` was left by an interrupted run.

    Learning rates rise to ``peak`` times the trainer's in ``WARMUP`` steps, then fall linearly to zero at ``steps``.
    The encoder runs in bfloat16 where that is faster. Every ``SAVED_EVERY`` steps the weights and the state of the
    optimizers go to ``checkpoint``, which is deleted at the end; the order of the sentences starts anew. On a terminal
    a bar shows the steps.
    """
    found = torch.load(checkpoint, map_location="cpu", weights_only=True) if checkpoint.exists() else None
    if found and found["of"] != steps:
        found = None
    done = found["steps"] if found else 0
    console = Console(file=sys.__stderr__)  # where the trainer's own output does not go
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=steps, completed=done)
        run = _Run(steps=steps, peak=peak, checkpoint=checkpoint, found=found, stepped=lambda: bar.advance(task))
        hooks = register_optimizer_step_pre_hook(run.before), register_optimizer_step_post_hook(run.after)
        try:
            amx = torch.cpu._is_amx_tile_supported() and not torch.cuda.is_available()
            with bfloat16_encoder() if amx else nullcontext():
                yield steps - done
        finally:
            for hook in hooks:
                hook.remove()
    checkpoint.unlink(missing_ok=True)


class _Run:
    """The optimizers of one training in the order in which they first step, and how far they are."""

    def __init__(
        self, *, steps: int, peak: float, checkpoint: Path, found: dict[str, Any] | None, stepped: Callable[[], None]
    ) -> None:
        self.steps, self.peak, self.checkpoint, self.found, self.stepped = steps, peak, checkpoint, found, stepped
        self.optimizers: list[torch.optim.Optimizer] = []
        self.counts: list[int] = []

    def before(self, optimizer: torch.optim.Optimizer, *_: object) -> None:
        number = self._number(optimizer)
        self.counts[number] += 1
        for group in optimizer.param_groups:
            group["full_lr"] = group["lr"]
            group["lr"] *= self.peak * max(min(self.counts[number] / WARMUP, 1 - self.counts[number] / self.steps), 0.0)

    def after(self, optimizer: torch.optim.Optimizer, *_: object) -> None:
        for group in optimizer.param_groups:
            group["lr"] = group.pop("full_lr")
        number = self._number(optimizer)
        if number == 0:
            self.stepped()
        if number == len(self.optimizers) - 1 and self.counts[number] % SAVED_EVERY == 0:
            self._save(self.counts[number])

    def _number(self, optimizer: torch.optim.Optimizer) -> int:
        for number, known in enumerate(self.optimizers):
            if known is optimizer:
                return number
        self.optimizers.append(optimizer)
        self.counts.append(0)
        if self.found:
            self._restore(optimizer, number=len(self.optimizers) - 1)
        return len(self.optimizers) - 1

    def _restore(self, optimizer: torch.optim.Optimizer, *, number: int) -> None:
        assert self.found is not None
        saved = self.found["optimizers"][number]
        with torch.no_grad():
            for weight, value in zip(_weights(optimizer), saved["weights"], strict=True):
                weight.copy_(value)
                weight.grad = None  # it was reckoned with the weights before
        optimizer.load_state_dict(saved["state"])
        self.counts[number] = self.found["steps"]

    def _save(self, steps: int) -> None:
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        partial = self.checkpoint.with_suffix(".partial")
        states = [{"weights": _weights(one), "state": one.state_dict()} for one in self.optimizers]
        torch.save({"steps": steps, "of": self.steps, "optimizers": states}, partial)
        partial.replace(self.checkpoint)  # whole or not at all


def _weights(optimizer: torch.optim.Optimizer) -> list[torch.Tensor]:
    return [weight for group in optimizer.param_groups for weight in group["params"]]


@contextmanager
def bfloat16_encoder() -> Iterator[None]:
    """Run the encoder in bfloat16: several times faster where the CPU has AMX, slower elsewhere.

    Task heads, losses and every evaluation outside this context stay in fp32.
    """
    forward = BertModel.forward

    def faster(self: BertModel, *args: object, **kwargs: object) -> object:
        self.config._attn_implementation = "eager"  # the fused kernel is slow backwards in bfloat16
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = forward(self, *args, **kwargs)
        output.last_hidden_state = output.last_hidden_state.float()
        if output.hidden_states is not None:
            output.hidden_states = tuple(state.float() for state in output.hidden_states)
        return output

    BertModel.forward = faster  # type: ignore[method-assign]
    try:
        yield
    finally:
        BertModel.forward = forward  # type: ignore[method-assign]
