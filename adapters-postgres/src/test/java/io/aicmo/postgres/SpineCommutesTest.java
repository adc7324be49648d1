package io.aicmo.postgres;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.SpineCommutesProperty;

class SpineCommutesTest implements SpineCommutesProperty {
    @Override
    public Adapter adapter() {
        return new PostgresAdapter(TestDatabase.postgres());
    }
}
