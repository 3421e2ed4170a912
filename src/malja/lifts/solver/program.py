"""The doorway to the solver: a linear program with whole-number columns, handed over in bulk and solved by HiGHS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import highspy
import numpy as np

from malja.lifts.solver.matrix import Floats, Ints, Matrix, append_rows
from malja.lifts.solver.proof import PROOF_OPTIONS
from malja.lifts.solver.time_limit import find_time_limit, refuse_when_late
from malja.problems import Failed, Problem

#: How precise a precise program is, and the solver's options for it.
_PRECISION = 1e-9
_TOLERANCES = ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance")

#: Options of a brief search.
_BRIEF = {"mip_allow_restart": False, "mip_pool_soft_limit": 2_000}

#: What a search proves is never nearer to its value than this, in the solver's units.
_LEAST_GAP = 1e-9

#: As many iterations as it takes.
MAX_ITERATIONS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """An extra row: coefficients times columns between two values."""

    coefficients: Floats
    lower: float = -np.inf
    upper: float = np.inf

    @property
    def scale(self) -> float:
        """The row is handed over divided by its largest coefficient, so that tolerances mean the same in every row."""
        return max(1e-12, float(np.abs(self.coefficients).max(initial=1e-12)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the solver came back with: the values of the columns (None: none found), the least value that is proven."""

    values: Floats | None
    value: float
    bound: float
    ended: bool
    """False where a limit of time or work stopped it."""
    duals: Floats | None = None
    """By row, caps last: how much the value changes when the row's limit grows by one (linear programs only)."""
    reduced_costs: Floats | None = None
    """By column: the same for the bound of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A matrix with bounds of its columns, rows added to it, and which columns must be whole."""

    matrix: Matrix
    lower: Floats
    upper: Floats
    caps: tuple[Cap, ...] = ()

    def with_caps(self, *caps: Cap) -> Program:
        """The same program with further rows."""
        return replace(self, caps=(*self.caps, *caps))

    def with_bounds(self, lower: Floats, upper: Floats) -> Program:
        """The same program with other bounds of its columns."""
        return replace(self, lower=lower, upper=upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How far to go: seconds on the clock, nodes of the search, and the gap at which a search may end."""

    seconds: float = np.inf
    nodes: int = 2_000
    iterations: int = 2**31 - 1
    """Of the simplex method, after which it has lost its way."""
    gap: float = 1e-4
    """A share of what the value is above `zero`."""
    zero: float = 0.0
    near: float = 0.0
    """A search may end as well when it is no more than this above what is proven, in the units of the value."""
    interior: bool = False
    """By an interior point and without a vertex: much faster where costs are many and alike, good for bounds."""
    brief: bool = False
    """A search of few cuts that is not begun anew: most of what the root of a search finds, in half the time."""
    proof: bool = False
    """For the bound alone, from a known solution: no search for others beside the tree, several times faster."""
    stop: Callable[[], bool] | None = None
    precise: bool = False
    """To a thousandth of a millionth, not a tenth: for small programs, where stages would feed on what is left."""

    def counted_from(self, zero: float, near: float) -> Effort:
        """The same where the gap is a share of what the value is above `zero`, or no more than `near` in all."""
        return replace(self, zero=zero, near=near)


def minimise(
    program: Program,
    cost: Floats,
    *,
    whole: Ints | None = None,
    start: Floats | None = None,
    effort: Effort | None = None,
) -> Answer:
    """The least value of `cost` over a program; columns in `whole` are whole numbers.

    One thread and a fixed seed: the same program gives the same answer. Raises Failed when the solver breaks down,
    OutOfTimeError once a time limit that stands around it (`within_time`) has passed.
    """
    effort = effort or Effort()
    refuse_when_late()
    scale = _scale(cost)
    solver = _solver(program, cost / scale, whole, effort)
    solver.changeObjectiveOffset(-effort.zero / scale)
    _set(solver, "mip_abs_gap", max(_LEAST_GAP, effort.near / scale))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start.tolist()
        solution.value_valid = True
        solver.setSolution(solution)
    _run(solver)
    if effort.interior and solver.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        # The interior point came close but not close enough: the simplex method settles it.
        return minimise(program, cost, whole=whole, start=start, effort=replace(effort, interior=False))
    answer = _answer(solver, whole is not None and len(whole) > 0, scale, program.caps)
    return replace(answer, value=answer.value + effort.zero, bound=answer.bound + effort.zero)


@dataclass(frozen=True, slots=True, kw_only=True)
class Central:
    """Prices of rows, caps last, from the middle of those that are as good, and the values of the columns with them."""

    values: Floats
    value: float
    duals: Floats


def find_central_prices(
    program: Program, cost: Floats, tolerance: float, effort: Effort | None = None
) -> Central | None:
    """The least value of `cost`, about, by an interior point that ends `tolerance` from it; None where there is none.

    Far from the end of a decomposition a corner's prices swing from one extreme to another; those in the middle do not.
    """
    scale = _scale(cost)
    effort = effort or Effort()
    solver = _solver(program, cost / scale, None, replace(effort, interior=True))
    _set(solver, "ipm_optimality_tolerance", tolerance)
    _run(solver)
    usable = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown)
    solution = solver.getSolution()
    if solver.getModelStatus() not in usable or not solution.value_valid or not solution.dual_valid:
        # Small programs vanish before the interior point begins, and some break it down.
        answer = minimise(program, cost, effort=effort)
        if answer.values is None or answer.duals is None:
            return None
        return Central(values=answer.values, value=answer.value, duals=answer.duals)
    duals = np.array(solution.row_dual, dtype=float) * scale
    if program.caps:
        duals[-len(program.caps) :] /= [cap.scale for cap in program.caps]
    values = np.array(solution.col_value, dtype=float)
    return Central(values=values, value=float(cost @ values), duals=duals)


class Session:
    """A linear program that is solved again and again with other bounds of its columns, each time from where it was."""

    def __init__(self, program: Program, cost: Floats, effort: Effort) -> None:
        self.lower = program.lower.copy()
        self.upper = program.upper.copy()
        self.iterations = 0
        self._scale = _scale(cost)
        self._caps = program.caps
        self._solver = _solver(program, cost / self._scale, None, effort)

    def set_bounds(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Set other bounds of columns."""
        self.lower[columns] = lower
        self.upper[columns] = upper
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), lower.astype(float), upper.astype(float))

    def set_cost(self, cost: Floats) -> None:
        """Set another sum to minimise."""
        self._scale = _scale(cost)
        self._solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost / self._scale)

    def fix(self, columns: Ints, numbers: Floats) -> None:
        """Fix columns at numbers."""
        self.set_bounds(columns, numbers, numbers)

    def basis(self) -> Any:
        """Where the solver stands, to come back to with `restore`."""
        return self._solver.getBasis()

    def restore(self, basis: Any) -> None:
        """Go back to where the solver stood."""
        self._solver.setBasis(basis)

    def solve(self, iterations: int = MAX_ITERATIONS, seconds: float = np.inf) -> Answer:
        """The least value within the bounds; no values where there is none, or time or iterations ran out."""
        _set(self._solver, "simplex_iteration_limit", iterations)
        _set(self._solver, "time_limit", self._solver.getRunTime() + seconds)
        refuse_when_late()
        _run(self._solver)
        self.iterations += max(0, int(self._solver.getInfo().simplex_iteration_count))
        return _answer(self._solver, False, self._scale, self._caps)


class _QuietHighs(highspy.Highs):
    """HiGHS without the banner that it prints (since 1.16) when callbacks are enabled, before options can be set."""

    def enableCallbacks(self) -> None:  # noqa: N802  (the solver's own name)
        """Enable callbacks in silence."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _solver(program: Program, cost: Floats, whole: Ints | None, effort: Effort) -> Any:
    solver: Any = _QuietHighs()  # type: ignore[no-untyped-call]
    for name, setting in _settings(effort).items():
        _set(solver, name, setting)
    solver.passModel(_model(program, cost, whole))
    stops = [stop for stop in (effort.stop, find_time_limit()) if stop is not None]
    if stops:
        _listen(solver, lambda: any(stop() for stop in stops))
    return solver


def _run(solver: Any) -> None:
    """Run the solver; raises OutOfTimeError where it was stopped by a limit on all that is solved."""
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInterrupt:
        refuse_when_late()


def _settings(effort: Effort) -> dict[str, Any]:
    return {
        "output_flag": False,
        "log_to_console": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "time_limit": effort.seconds,
        "mip_max_nodes": effort.nodes,
        "simplex_iteration_limit": effort.iterations,
        "mip_rel_gap": effort.gap,
        "solver": "ipx" if effort.interior else "choose",
        "run_crossover": "off" if effort.interior else "on",
        **(_BRIEF if effort.brief else {}),
        **(PROOF_OPTIONS if effort.proof else {}),
        **(dict.fromkeys(_TOLERANCES, _PRECISION) if effort.precise else {}),
    }


def _set(solver: Any, name: str, setting: Any) -> None:
    """Set an option and check that it was taken: HiGHS carries on with another when one is not available."""
    status = solver.setOptionValue(name, setting)
    _, kept = solver.getOptionValue(name)
    if status == highspy.HighsStatus.kError or kept != setting:
        raise Failed([Problem(code="solver_option", value=str(setting), values=(("option", name),))])


def _scale(cost: Floats) -> float:
    """Brings the largest coefficient near 100, so that the solver's tolerances mean the same in every aim."""
    largest = float(np.abs(cost).max(initial=0.0))
    return largest / 100.0 if largest > 0 else 1.0


def _model(program: Program, cost: Floats, whole: Any) -> Any:
    matrix, caps = program.matrix, program.caps
    lp = highspy.HighsLp()
    lp.num_col_ = len(cost)
    lp.num_row_ = len(matrix.row_lower) + len(caps)
    lp.col_cost_ = cost
    lp.col_lower_ = program.lower
    lp.col_upper_ = program.upper
    scales = [cap.scale for cap in caps]
    cap_lower = [cap.lower / scale for cap, scale in zip(caps, scales, strict=True)]
    cap_upper = [cap.upper / scale for cap, scale in zip(caps, scales, strict=True)]
    lp.row_lower_ = np.concatenate([matrix.row_lower, cap_lower])
    lp.row_upper_ = np.concatenate([matrix.row_upper, cap_upper])
    rows = [cap.coefficients / scale for cap, scale in zip(caps, scales, strict=True)]
    start, index, value = append_rows(matrix, rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = start
    lp.a_matrix_.index_ = index
    lp.a_matrix_.value_ = value
    if whole is not None and len(whole):
        kinds = [highspy.HighsVarType.kContinuous] * len(cost)
        for column in whole:
            kinds[column] = highspy.HighsVarType.kInteger
        lp.integrality_ = kinds
    return lp


def _listen(solver: Any, stop: Callable[[], bool]) -> None:
    def interrupt(event: Any) -> None:
        if stop():
            event.interrupt()

    for callback in (solver.cbSimplexInterrupt, solver.cbMipInterrupt, solver.cbIpmInterrupt):
        callback.subscribe(interrupt)


def _answer(solver: Any, whole: bool, scale: float, caps: tuple[Cap, ...]) -> Answer:
    status = solver.getModelStatus()
    info = solver.getInfo()
    ended = status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
    limits = (
        highspy.HighsModelStatus.kTimeLimit,
        highspy.HighsModelStatus.kInterrupt,
        highspy.HighsModelStatus.kSolutionLimit,
        highspy.HighsModelStatus.kIterationLimit,
        highspy.HighsModelStatus.kUnknown,
        highspy.HighsModelStatus.kNotset,
        highspy.HighsModelStatus.kSolveError,
    )
    if not ended and status not in limits and status != highspy.HighsModelStatus.kInfeasible:
        raise Failed([Problem(code="solver_failed", values=(("status", solver.modelStatusToString(status)),))])
    solution = solver.getSolution()
    found = ended or (whole and info.primal_solution_status == 2)
    value = info.objective_function_value * scale if found else np.inf
    proven = value if ended else -np.inf
    bound = info.mip_dual_bound * scale if whole else proven
    values = np.array(solution.col_value, dtype=float) if found else None
    duals = np.array(solution.row_dual, dtype=float) * scale if found and not whole else None
    if duals is not None and len(duals) and caps:
        duals[-len(caps) :] /= [cap.scale for cap in caps]
    reduced = np.array(solution.col_dual, dtype=float) * scale if found and not whole else None
    return Answer(values=values, value=value, bound=bound, ended=ended, duals=duals, reduced_costs=reduced)
