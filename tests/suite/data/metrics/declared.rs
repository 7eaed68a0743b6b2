// Made by `dashgen metrics import`, which adds what is new when it is run again.
// `guessed` marks units that only the names suggest.

use dashgen::unit::{Bytes, Number, Seconds, Unit};

dashgen::units! {
    /// Temperature in degrees Celsius.
    pub Celsius = Unit::id("celsius");
    /// Orders.
    pub Orders = Unit::count("orders");
    /// Refunds.
    pub Refunds = Unit::count("refunds");
    /// Visits.
    pub Visits = Unit::count("visits");
}

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job", Instance = "instance" }

    /// The version of the shop; always 1.
    info SHOP_BUILD_INFO("shop_build_info", Number) by shop_build_info {
        Version = "version" ["2.1.0"],
        ExportedJob = "exported_job" ["shop"],
    }

    /// Orders that customers placed.
    counter SHOP_ORDERS_TOTAL("shop_orders_total", Orders /* guessed */) by shop_orders_total {
        Country = "country" ["DE", "FR"],
        Status = "status" ["paid", "refused"],
    }

    /// Time from a click on "buy" to the confirmation.
    histogram SHOP_CHECKOUT_DURATION_SECONDS("shop_checkout_duration_seconds", Seconds /* guessed */) by shop_checkout_duration_seconds {
        Step = "step" ["payment"],
    }

    /// Pauses of the garbage collector.
    summary SHOP_GC_PAUSE_SECONDS("shop_gc_pause_seconds", Seconds /* guessed */) by shop_gc_pause_seconds {
        Quantile = "quantile" ["0.5"],
    }

    // Not declared: a gauge histogram, which `metrics!` does not have yet.
    // /// Items in the carts that are open now.
    // gauge_histogram SHOP_CART_SIZE_ITEMS("shop_cart_size_items", Items /* guessed */) by shop_cart_size_items {}

    /// State of the shop.
    state_set SHOP_STATE("shop_state", Number) by shop_state {
        ShopState = "shop_state" ["closed", "open"],
    }

    /// No help text.
    gauge SHOP_MEMORY("shop_memory", Bytes) by shop_memory {
        Area = "area" ["heap", "stack"],
    }

    /// Temperature of the warehouse, which has to stay between two and eight degrees so that what
    /// lies there does not spoil.
    gauge SHOP_WAREHOUSE_CELSIUS("shop_warehouse_celsius", Celsius /* guessed */) by shop_warehouse_celsius {
        Hall = "hall" ["1"],
    }

    /// Visits.
    // Type unknown: assumed to be a counter, from its name.
    counter SHOP_VISITS("shop_visits_total", Visits /* guessed */) by shop_visits {
        Page = "page" [
            "/", "/cart", "/cart/\"new\"\\", "/checkout", "/checkout/payment", "/imprint",
        ],
    }

    /// No help text.
    untyped SHOP_QUEUE_LENGTH("shop_queue_length", Number /* guessed */) by shop_queue_length {}

    /// Kinds of parcels.
    gauge TYPE_METRIC("type", Number /* guessed */) by type_metric {
        Self_ = "self" ["a"],
        Label_ = "label" ["b"],
        LeVel = "le-vel" ["c"],
        ExportedInstance = "exported_instance" ["d"],
    }

    /// Refunds, of which there were none.
    // It has no series yet, so its labels are unknown.
    counter SHOP_REFUNDS("shop_refunds_total", Refunds /* guessed */) by shop_refunds {}

    /// Open orders.
    gauge SHOP_ORDERS("shop_orders", Orders /* guessed */) by shop_orders {
        Customer = "customer",
    }
}
